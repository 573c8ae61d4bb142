using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Weiguang.Kernel.Ui;

namespace Weiguang.Tests.Walk;

/// <summary>
/// What a page hides, nobody can do: every form that stands on anybody's page is sent by everybody on whose page it does not stand, from their own session, and must be refused.
/// What is pressed twice is done once: then whoever it stands before sends it two times.
/// </summary>
public class FormTests(ITestOutputHelper output)
{
    private static readonly Sheet Cells = new("forms.tsv");

    /// <summary>What somebody may do to whom this page does not show it, and why.</summary>
    private static readonly Dictionary<string, string> MayDo = new()
    {
        ["GET /me/volunteer volunteer"] = "everybody's own",
        ["GET /teams/{Id:guid} join"] = "everybody's own: asks the leader",
        ["GET /teams/{Id:guid} leave"] = "everybody's own: not in it is not in it",
        ["GET /orders/Accepted volunteer"] = "the station does it from the console, in the volunteer's stead",
        ["GET /orders/InService volunteer"] = "the station does it from the console, in the volunteer's stead",
        ["GET /orders/PendingClose asker"] = "the station does it from the console, in the asker's stead",
    };

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_is_not_shown_a_form_cannot_send_it_and_who_is_sends_it_once(string database)
    {
        await using var stage = await Stage.OpenHereAsync(database);
        var watch = Stopwatch.StartNew();
        var shown = new ConcurrentDictionary<(string Page, string Key), (PageForm Form, Row Row, HashSet<Place> To)>();
        var guests = new Guests(stage);
        await Parallel.ForEachAsync(stage.Scene.Pages, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (page, _) =>
        {
            foreach (var place in Place.All)
            {
                foreach (var form in await (await guests.At(page.Row, place)).LookAsync(page.Path) is { } html ? PageForm.On(page.Path, html) : [])
                {
                    shown.GetOrAdd((page.Name, form.Key), _ => (form, page.Row, [])).To.Add(place);
                }
            }
        });

        var cells = new Dictionary<string, string[]>();
        foreach (var ((name, key), (form, row, to)) in shown.OrderBy(s => s.Key))
        {
            var answers = new string[Place.All.Count];
            foreach (var (i, place) in Place.All.Index())
            {
                answers[i] = to.Contains(place) ? "shown" : await AnswerAsync(await guests.At(row, place), form);
            }

            cells[$"{name} {key}"] = answers;
        }

        var sent = cells.Values.SelectMany(c => c).Where(c => c != "shown").ToList();
        output.WriteLine($"{database}: {cells.Count} forms, sent {sent.Count} times by others in {watch.Elapsed.TotalSeconds:F0} s: {string.Join(", ", sent.GroupBy(c => c).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} × {g.Key}"))}");
        if (Sheet.IsToBeWritten && database == TestDatabases.Sqlite)
        {
            Cells.Write(cells);
        }

        Assert.Empty(cells.Where(c => !MayDo.ContainsKey(c.Key)).SelectMany(c => c.Value.Where(v => v.EndsWith($" {Tone.Good}", StringComparison.Ordinal)).Select(v => $"{c.Key}: {v}")));
        Assert.Empty(Cells.Compare(cells));
        var (done, twice) = await new Twice(stage, guests).SendAsync(shown.OrderBy(s => s.Key).Select(s => (s.Key.Page, s.Value.Form, s.Value.Row, s.Value.To)));
        output.WriteLine($"{database}: {done} forms did something and were sent once more");
        Assert.True(twice.Count == 0, string.Join('\n', twice));
        Assert.True(done >= 50, $"Only {done} forms did something.");
    }

    /// <summary>In which tone the next page is told what became of it: refused and done lead to the same page.</summary>
    internal static string Said(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(c => c.StartsWith("wg-flash=", StringComparison.Ordinal)) is { Length: > 9 } flash && char.IsAsciiDigit(flash[9])
            ? $" {(Tone)(flash[9] - '0')}" : "";

    private static async Task<string> AnswerAsync(Guest guest, PageForm form)
    {
        using var answer = await guest.SendAsync(form);
        return (int)answer.StatusCode is 302 or 303 ? Sheet.Where(answer.Headers.Location!) + Said(answer) : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
    }
}
