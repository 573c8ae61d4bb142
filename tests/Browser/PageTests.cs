namespace Weiguang.Browser;

public class PageTests(Site site)
{
    private static readonly (Size Size, Look Look)[] Views =
    [
        .. from size in (Size[])[Size.Phone, Size.Desk] from look in (Look[])[new(), new(Dark: true), new(Elder: true)] select (size, look),
        (Size.Phone, new(Elder: true, Dark: true)),
        (Size.Phone, new(Language: "en")),
        (Size.Phone, new(Language: "ru")),
    ];

    [Theory, MemberData(nameof(Addresses.AllPages), MemberType = typeof(Addresses))]
    public async Task Everybody_can_use_it(string path)
    {
        foreach (var (size, look) in Views)
        {
            var page = await site.OpenAsync(path, size, look);
            await page.SaveAsync($"{(path == "/" ? "home" : path)}-{size}-{look}");
            await page.AssertAccessibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than the {size} in {look}");
            Assert.StartsWith(look.Language[..2], await page.GetAttributeAsync("html", "lang"), StringComparison.Ordinal);
            Assert.NotEmpty(await page.TitleAsync());
            await page.Context.CloseAsync();
        }
    }

    [Theory, MemberData(nameof(Addresses.AllPages), MemberType = typeof(Addresses))]
    public async Task The_keyboard_reaches_everything_and_shows_where_it_is(string path)
    {
        var page = await site.OpenAsync(path, Size.Desk);
        await page.EvaluateAsync("document.activeElement.blur()");
        var stops = await page.EvaluateAsync<int>("[...document.querySelectorAll('a[href], button, input:not([type=hidden], [type=radio]), select, textarea, summary')].filter(e => !e.disabled && e.checkVisibility()).length");
        for (var i = 0; i < stops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var hidden = await page.EvaluateAsync<string?>(
                """
                () => {
                  let e = document.activeElement;
                  if (e === document.body) return null;
                  const shows = x => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
                  const box = e.closest('.check, .card');
                  const seen = shows(e) || (box && shows(box)) || (e.nextElementSibling && e.type === 'radio' && shows(e.nextElementSibling)) || (e.closest('.map') && parseFloat(getComputedStyle(e.querySelector('circle')).strokeWidth) >= 3);
                  return seen ? null : e.outerHTML.slice(0, 120);
                }
                """);
            Assert.Null(hidden);
        }

        await page.Context.CloseAsync();
    }

    [Theory, MemberData(nameof(Addresses.CitizenPages), MemberType = typeof(Addresses))]
    public async Task Elder_mode_has_large_type_and_large_targets(string path)
    {
        var page = await site.OpenAsync(path, Size.Phone, new(Elder: true));
        var small = await page.EvaluateAsync<string[]>(
            """
            () => {
              const seen = [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.closest('.hidden, .skip, svg'));
              const text = seen.filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 20);
              const targets = seen.filter(e => e.matches('a, button, select, summary, textarea, input:not([type=hidden], [type=radio], [type=checkbox])') && !e.closest('.card :is(h2, h3)') && e.getBoundingClientRect().height < 47.5);
              return [...text.map(e => 'type ' + getComputedStyle(e).fontSize + ' ' + e.outerHTML.slice(0, 100)), ...targets.map(e => 'target ' + e.getBoundingClientRect().height + ' ' + e.outerHTML.slice(0, 100))];
            }
            """);
        Assert.Empty(small);
        await page.Context.CloseAsync();
    }
}
