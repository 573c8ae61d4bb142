namespace Weiguang.Browser;

/// <summary>What elder mode promises.</summary>
internal static class Elders
{
    private const string Small =
        """
        () => {
          const seen = [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.closest('.hidden, .skip, svg'));
          const text = seen.filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 20);
          const targets = seen.filter(e => e.matches('a, button, select, summary, textarea, input:not([type=hidden], [type=radio], [type=checkbox])') && !e.closest('.card :is(h2, h3)') && e.getBoundingClientRect().height < 47.5);
          return [...text.map(e => 'type ' + getComputedStyle(e).fontSize + ' ' + e.outerHTML.slice(0, 100)), ...targets.map(e => 'target ' + e.getBoundingClientRect().height + ' ' + e.outerHTML.slice(0, 100))];
        }
        """;

    /// <summary>No type below 20 px, and nothing to touch that is lower than 48 px.</summary>
    public static async Task AssertLargeAsync(this IPage page)
    {
        var small = await page.EvaluateAsync<string[]>(Small);
        Assert.True(small.Length == 0, $"{page.Url}\n  {string.Join("\n  ", small)}");
    }
}
