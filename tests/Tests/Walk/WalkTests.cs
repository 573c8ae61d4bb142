using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Weiguang.People;

namespace Weiguang.Tests.Walk;

/// <summary>
/// Every page and every operation, as everybody, inside and outside of the scope, against a process of its own on a county full of rows. The addresses are the running program's:
/// a new one is walked as soon as it is mapped, and fails here until somebody says which row it shows (Rows) and has read its cells (cells.tsv).
/// </summary>
public class WalkTests(ITestOutputHelper output)
{
    private static readonly Sheet Cells = new("cells.tsv");

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Everybody_gets_where_they_should_and_no_further(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var watch = Stopwatch.StartNew();
        var cells = new ConcurrentDictionary<string, string[]>();
        var reads = stage.Scene.Routes.Where(r => r.Reads).ToList();
        await Parallel.ForEachAsync(reads, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (route, _) => cells[route.Name] = await WalkAsync(stage, route));

        // One after the other, so that each finds the rows as the one before left them. Whoever gives the session away comes last.
        foreach (var route in stage.Scene.Routes.Where(r => !r.Reads).OrderBy(r => r.Name == "DELETE /api/v1/auth/token"))
        {
            cells[route.Name] = await WalkAsync(stage, route);
        }

        Report(database, cells, watch.Elapsed);
        if (Sheet.IsToBeWritten && database == TestDatabases.Sqlite)
        {
            Cells.Write(cells);
        }

        Assert.Empty(cells.SelectMany(c => c.Value.Where(v => v[0] == '5' || v.StartsWith("dead", StringComparison.Ordinal)).Select(v => $"{c.Key}: {v}")));
        Assert.Empty(Cells.Compare(cells));
    }

    private void Report(string database, ConcurrentDictionary<string, string[]> cells, TimeSpan took)
    {
        var all = cells.Values.SelectMany(c => c).ToList();
        output.WriteLine($"{database}: {cells.Count} addresses, {all.Count} cells in {took.TotalSeconds:F0} s: {string.Join(", ", all.GroupBy(c => c).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} × {g.Key}"))}");
        Assert.InRange(all.Count, 3104, int.MaxValue);
    }

    private static async Task<string[]> WalkAsync(Stage stage, Route route)
    {
        var answers = new string[Place.All.Count];
        foreach (var (i, place) in Place.All.Index())
        {
            using var request = stage.Request(route.Method, route.Path, route.Row.PersonAt(place), place.Role ?? Role.Resident);
            request.Content = route.Reads ? null : stage.Sample.Content(route.Method, route.Pattern);
            answers[i] = await CellAsync(stage, request, route.Reads);
            stage.AssertAlive($"{route.Method} {route.Path} as {place.Name}");
        }

        return answers;
    }

    private static async Task<string> CellAsync(Stage stage, HttpRequestMessage request, bool reads)
    {
        try
        {
            using var answer = await stage.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
            {
                await answer.Content.ReadAsByteArrayAsync(); // What fails half-way fails here.
            }

            var code = (int)answer.StatusCode;
            return code switch
            {
                302 or 303 => Sheet.Where(answer.Headers.Location!),
                >= 200 and < 300 or 409 or 412 or 422 when !reads => "in",
                _ => code.ToString(CultureInfo.InvariantCulture),
            };
        }
        catch (HttpRequestException e) when (!stage.IsAlive)
        {
            return $"dead: {e.Message}";
        }
    }
}
