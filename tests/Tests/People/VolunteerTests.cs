using System.Net;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

public sealed class VolunteerTests(SharedApps apps) : IClassFixture<SharedApps>
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_page_makes_a_volunteer_with_a_card(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync("孙立新");
        var browser = await app.BrowserOfAsync(person);
        using var joined = await browser.SubmitAsync("/me/volunteer", new { Categories = new[] { "0004", "0017" }, Skills = new[] { "01", "nonsense" }, Languages = new[] { "4887", "4891" }, Slots = new[] { "1", "24", "99" } }, "main form");
        Assert.EndsWith("/me/card", joined.Headers.Location!.OriginalString, StringComparison.Ordinal);

        using var scope = app.Scope();
        var card = await scope.Get<PersonDirectory>().VolunteerAsync(person);
        Assert.True(VolunteerNumber.IsValid(card!.Number));
        Assert.StartsWith("V2208812609", card.Number, StringComparison.Ordinal);
        Assert.Equal(["0004", "0017"], card.Categories);
        Assert.Equal(["01"], card.Skills);
        Assert.Equal(AvailabilitySlots.Bit(1) | AvailabilitySlots.Bit(24), card.Availability);

        var page = await browser.GetPageAsync("/me/card");
        Assert.Contains(card.Number, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("svg path"));
        var check = await app.Browser().GetPageAsync($"/volunteers/{card.Number}");
        Assert.Contains("孙*新", check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("孙立新", check.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Two_taps_make_one_volunteer(string database)
    {
        var app = await apps.On(database);
        var person = await app.PersonAsync();
        var browser = await app.BrowserOfAsync(person);
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await browser.GetPageAsync("/me/volunteer")).QuerySelector("main form")!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.SubmitAsync("/me/volunteer", form)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        using var scope = app.Scope();
        Assert.Single(await scope.Get<RoleBook>().HeldByAsync(person));
    }

    [Fact]
    public async Task Five_categories_are_one_too_many()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var browser = await app.BrowserOfAsync(await app.PersonAsync());
        using var answer = await browser.SubmitAsync("/me/volunteer", new { Categories = new[] { "0001", "0002", "0003", "0004", "0005" } }, "main form");
        var page = await answer.ReadPageAsync();

        Assert.Contains("最多选 4 类", page.QuerySelector("#Categories .error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(5, page.QuerySelectorAll("[name=Categories]:checked, [name=Categories][checked]").Length);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_volunteer_changes_what_they_offer(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportVillagesAsync();
        var person = await app.VolunteerAsync(skills: ["01", "09"]);
        var browser = await app.BrowserOfAsync(person);
        using var saved = await browser.SubmitAsync("/me/profile", new Dictionary<string, string> { ["Form.Name"] = "李小强", ["Form.Village"] = "街北村", ["Skills"] = "03" }, "main form");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        using var scope = app.Scope();
        var card = await scope.Get<PersonDirectory>().VolunteerAsync(person);
        Assert.Equal(("李小强", 220821100201), (card!.Name, card.DivisionCode));
        Assert.Equal(["03"], card.Skills);
        Assert.Empty(await scope.Get<PersonDirectory>().VolunteersInAsync(TestPeople.County, TestPeople.County + 1_000_000));
        Assert.Single(await scope.Get<PersonDirectory>().VolunteersInAsync(TestPeople.NextCounty, TestPeople.NextCounty + 1_000_000));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Saved_from_two_pages_at_once_the_name_is_one_of_them(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportVillagesAsync();
        var person = await app.VolunteerAsync();
        var browser = await app.BrowserOfAsync(person);
        var page = (AngleSharp.Html.Dom.IHtmlFormElement)(await browser.GetPageAsync("/me/profile")).QuerySelector("main form")!;
        for (var round = 0; round < 4; round++)
        {
            string[] names = [$"李{(char)('甲' + round)}强", "王小明", $"赵{(char)('乙' + round)}华", "王小明"];

            var saved = await Task.WhenAll(names.Select(name => browser.SubmitAsync("/me/profile", page, new Dictionary<string, string> { ["Form.Name"] = name, ["Form.Village"] = "街北村" }, TestContext.Current.CancellationToken)));

            Assert.All(saved, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
            using var scope = app.Scope();
            Assert.Contains((await scope.Get<PersonDirectory>().FindAsync(person))!.Name, names);
        }
    }

    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("440524188001010014", false)] // Born before anybody living.
    [InlineData("110105194912310021", false)]
    [InlineData("11010519490231002X", false)]
    [InlineData("1101051949123100", false)]
    [InlineData("１１０１０５１９４９１２３１００２ｘ", true)]
    public void An_id_number_is_checked_as_the_standard_says(string number, bool right) =>
        Assert.Equal(right, IdNumber.Parse(number, new DateOnly(2026, 9, 1)) is not null);

    [Fact]
    public void A_mistyped_volunteer_number_is_noticed()
    {
        var number = VolunteerNumber.Make(TestPeople.Village, new DateTime(2026, 8, 31, 17, 0, 0, DateTimeKind.Utc), 48213);
        Assert.StartsWith("V2208812609048213", number, StringComparison.Ordinal); // September in China already.
        for (var i = 1; i <= 16; i++)
        {
            var digits = number.ToCharArray();
            digits[i] = (char)('0' + ((digits[i] - '0' + 1) % 10));
            Assert.False(VolunteerNumber.IsValid(new string(digits)));
        }
    }

    [Fact]
    public void The_clock_in_China_says_which_slot_it_is()
    {
        Assert.Equal(1, AvailabilitySlots.At(new DateTime(2026, 8, 31, 0, 0, 0, DateTimeKind.Utc)));  // Monday, eight in the morning.
        Assert.Equal(21, AvailabilitySlots.At(new DateTime(2026, 8, 30, 10, 0, 0, DateTimeKind.Utc))); // Sunday, six in the evening.
    }

    [Fact]
    public void Dictionaries_are_whole()
    {
        Assert.Equal((21, 24, 68), (ServiceCategories.All.Count, Skills.All.Count, Languages.All.Count));
        Assert.All([.. ServiceCategories.All, .. Skills.All, .. Languages.All], term => Assert.True(term.English.Length > 0 && term.Russian.Length > 0));
    }
}
