using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Weiguang.People;

namespace Weiguang.Tests.Walk;

/// <summary>
/// What a page hides, nobody can do: every form that stands on anybody's page is sent by everybody on whose page it does not stand, from their own session, and must be refused.
/// </summary>
public class FormTests(ITestOutputHelper output)
{
    private static readonly Sheet Cells = new("forms.tsv");

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_is_not_shown_a_form_cannot_send_it(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var watch = Stopwatch.StartNew();
        var shown = new Dictionary<(string Page, string Key), (PageForm Form, Row Row, HashSet<Place> To)>();
        var guests = new ConcurrentDictionary<(Guid?, Role), Guest>();
        Guest Of(Row row, Place place) => guests.GetOrAdd((row.PersonAt(place), place.Role ?? Role.Resident), who => new(stage, who.Item1, who.Item2));
        foreach (var (name, path, row) in stage.Scene.Pages)
        {
            foreach (var place in Place.All)
            {
                foreach (var form in await Of(row, place).LookAsync(path) is { } html ? PageForm.On(path, html) : [])
                {
                    if (!shown.TryGetValue((name, form.Key), out var known))
                    {
                        shown[(name, form.Key)] = known = (form, row, []);
                    }

                    known.To.Add(place);
                }
            }
        }

        var cells = new Dictionary<string, string[]>();
        foreach (var ((name, key), (form, row, to)) in shown.OrderBy(s => s.Key))
        {
            var answers = new string[Place.All.Count];
            foreach (var (i, place) in Place.All.Index())
            {
                answers[i] = to.Contains(place) ? "shown" : await AnswerAsync(Of(row, place), form);
                stage.AssertAlive($"{form.Key} on {name} as {place.Name}");
            }

            cells[$"{name} {key}"] = answers;
        }

        var sent = cells.Values.SelectMany(c => c).Where(c => c != "shown").ToList();
        output.WriteLine($"{database}: {cells.Count} forms, sent {sent.Count} times by others in {watch.Elapsed.TotalSeconds:F0} s: {string.Join(", ", sent.GroupBy(c => c).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} × {g.Key}"))}");
        if (Sheet.IsToBeWritten && database == TestDatabases.Sqlite)
        {
            Cells.Write(cells);
        }

        Assert.Empty(Cells.Compare(cells));
    }

    private static async Task<string> AnswerAsync(Guest guest, PageForm form)
    {
        using var answer = await guest.SendAsync(form);
        return (int)answer.StatusCode is 302 or 303 ? Sheet.Where(answer.Headers.Location!) : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
    }
}
