using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Weiguang.People;

namespace Weiguang.Tests.Deciding;

/// <summary>A case that waits.</summary>
/// <param name="Kind">Its code.</param>
/// <param name="Parts">Who has a part in it and must not decide, whatever role they hold besides.</param>
/// <param name="Decide">Takes the step that the inbox leads to, as somebody in a role; whether it was taken.</param>
internal sealed record MadeCase(TestApp App, string Kind, Guid Id, IReadOnlyList<Guid> Parts, Func<Guid, Role, Task<bool>> Decide)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>In what they act who have a part in it, and where.</summary>
    public (Role Role, long Division) As { get; init; } = (Role.Coordinator, TestPeople.County);

    /// <summary>Somebody of the office who had a hand in what it is about, and may decide all the same; in the role of station staff.</summary>
    public Guid? Arranged { get; init; }

    /// <summary>Its line in the inbox of somebody; null when it stands there no longer, or never did.</summary>
    public async Task<JsonElement?> LineAsync(Guid person, Role role)
    {
        var program = await App.ProgramOfAsync(person, role);
        string? cursor = null;
        do
        {
            var page = await program.GetFromJsonAsync<JsonElement>($"/api/v1/console/cases?kind={Kind}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", Ct);
            foreach (var line in page.GetProperty("items").EnumerateArray().Where(l => l.GetProperty("id").GetGuid() == Id))
            {
                return line;
            }

            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return null;
    }

    /// <summary>A step over the API.</summary>
    public static Func<Guid, Role, Task<bool>> Post(TestApp app, string path, object body) => async (person, role) =>
    {
        using var answer = await (await app.ProgramOfAsync(person, role)).PostAsJsonAsync(path, body, Ct);
        return answer.IsSuccessStatusCode;
    };

    /// <summary>A step that pages alone have: the form of this name, where it is shown; whoever takes it is sent on.</summary>
    public static Func<Guid, Role, Task<bool>> Press(TestApp app, string url, string form) => async (person, role) =>
    {
        var browser = await app.BrowserOfAsync(person, role);
        if ((await browser.GetPageAsync(url, Ct)).QuerySelector($"form:has([name=_handler][value='{form}'])") is not IHtmlFormElement shown)
        {
            return false;
        }

        using var answer = await browser.SubmitAsync(url, shown, ct: Ct);
        return answer.StatusCode == HttpStatusCode.Redirect;
    };
}
