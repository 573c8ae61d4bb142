using System.Net;
using AngleSharp.Html.Dom;
using Weiguang.Tests.Activities.Organising;
using static Weiguang.Tests.Activities.Organising.Organising;

namespace Weiguang.Tests.Activities.Changing;

/// <summary>Whatever stands in a field of the form, hidden or typed, is there again when the form comes back.</summary>
public class FormKeepsTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private const string New = "/console/activities/new";
    private static readonly string[] Ours = ["Form.Do", "Form.Asked", "Form.Organiser", "Form.Division", "Form.Project"];

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_field_survives_another_row_and_a_refusal(string database)
    {
        var app = await apps.On(database);
        var (_, leader, _) = await app.LeaderAsync();
        var browser = await app.BrowserOfAsync(leader);
        var form = Form(await browser.GetPageAsync(New, Ct));
        var typed = Typed(form);
        Assert.Contains("Form.Here.Lat", typed.Keys);
        Assert.True(typed.Count > 35, string.Join(' ', typed.Keys));

        foreach (var button in new[] { "add-time", "add-post", "save", "publish" })
        {
            using var answer = await browser.SubmitAsync(New, form, typed.Append(new("Form.Do", button)).ToDictionary(), Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            form = Form(await answer.ReadPageAsync(Ct));
            var back = Html.Fields(form).ToLookup(f => f.Key, f => f.Value);

            Assert.Empty(typed.Where(t => !back[t.Key].Contains(t.Value)).Select(t => $"{button}: {t.Key} was {t.Value}, is {string.Join('|', back[t.Key])}"));
        }
    }

    /// <summary>Another value than stands there in every field, of a kind the field can show.</summary>
    private static Dictionary<string, string> Typed(IHtmlFormElement form) => form.QuerySelectorAll("input[name^='Form.'], textarea[name^='Form.'], select[name^='Form.']")
        .Where(e => !Ours.Contains(e.GetAttribute("name"))).GroupBy(e => e.GetAttribute("name")!).Select(g => (Name: g.Key, Value: g.Last() switch
        {
            IHtmlSelectElement select => select.Options[^1].Value,
            IHtmlInputElement { Type: "radio" or "checkbox" } choice => choice.Value,
            IHtmlInputElement { Type: "date" } => "2026-10-03",
            IHtmlInputElement { Type: "time" } => "07:35",
            IHtmlInputElement { Type: "datetime-local" } => "2026-10-02T08:20",
            IHtmlInputElement { Type: "hidden" } when g.Key.StartsWith("Form.Here", StringComparison.Ordinal) => "45.25",
            IHtmlInputElement { Type: "hidden" } hidden => hidden.Value,
            _ => "字",
        })).Where(f => f.Value.Length > 0).ToDictionary(f => f.Name, f => f.Value);

    private static IHtmlFormElement Form(IHtmlDocument page) => (IHtmlFormElement)page.QuerySelector("#activity")!;
}
