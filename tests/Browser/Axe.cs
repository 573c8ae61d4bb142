using Deque.AxeCore.Commons;

namespace Weiguang.Browser;

/// <summary>WCAG 2.2 A and AA by axe.</summary>
public static class Axe
{
    private const string Run =
        """
        async coloursOnly => {
          const rules = coloursOnly ? ['color-contrast', 'link-in-text-block'] : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
          const found = await axe.run(document, { runOnly: { type: coloursOnly ? 'rule' : 'tag', values: rules }, resultTypes: ['violations'] });
          return found.violations.flatMap(v => v.nodes.map(node => `${v.id} (${v.impact}): ${v.help}\n    ${node.html}\n    ${node.failureSummary}`));
        }
        """;

    private static readonly string Source = new BundledAxeScriptProvider().GetScript();

    /// <param name="page">Where to look.</param>
    /// <param name="coloursOnly">A page that has been looked at has changed its colours and nothing else.</param>
    // Not by axe's own wrapper: that brings the script into the page again at every look, and opens a second page in which to sum up what it found.
    public static async Task AssertAccessibleAsync(this IPage page, bool coloursOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(Source);
        }

        var found = await page.EvaluateAsync<string[]>(Run, coloursOnly);
        Assert.True(found.Length == 0, $"{page.Url}\n  {string.Join("\n  ", found)}");
    }
}
