using System.Net;

namespace Weiguang.Browser;

public class PageTests(Walkers walkers) : IClassFixture<Walkers>
{
    private static readonly (Size Size, Look Look)[] Views =
    [
        .. from size in (Size[])[Size.Phone, Size.Desk] from look in (Look[])[new(), new(Dark: true), new(Elder: true)] select (size, look),
        (Size.Phone, new(Elder: true, Dark: true)),
        (Size.Phone, new(Language: "en")),
        (Size.Phone, new(Language: "ru")),
    ];

    [Theory, MemberData(nameof(Addresses.AllPages), MemberType = typeof(Addresses))]
    public Task Everybody_can_use_it(string path) =>
        walkers.WalkAsync("", path, path == "/" ? "home" : path, Views, path == "/no-such-page" ? HttpStatusCode.NotFound : HttpStatusCode.OK);

    [Theory, MemberData(nameof(Addresses.AllPages), MemberType = typeof(Addresses))]
    public async Task The_keyboard_reaches_everything_and_shows_where_it_is(string path)
    {
        var page = await walkers.OfAsync();
        await page.SetViewportSizeAsync(Size.Desk.Width, Size.Desk.Height);
        await page.GotoAsync(path);
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
    }
}
