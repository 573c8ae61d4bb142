using Weiguang.Simulation.Cheats;
using Weiguang.Tests.Walk;
using Weiguang.Web.Start;

namespace Weiguang.Tests.Simulation;

/// <summary>
/// Every known trick is played against the whole product, and does what is written down in cheats.tsv: who opens a hole, or closes one, sees which. WALK_WRITE=1 writes it anew; its difference is then to be read by a person.
/// </summary>
public class CheatTests
{
    private static readonly string File = Path.Combine(Sheet.Root(), "tests/Tests/Simulation/cheats.tsv");

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Every_trick_comes_to_what_is_written_down(string database)
    {
        await using var store = await TestStore.CreateAsync(database);
        string[] settings = [$"--Database={store.Kind}", $"--ConnectionStrings:Default={store.Connection}", $"--data={store.Folder}", $"--Security:MasterKey={TestApp.MasterKey}", "--Logging:LogLevel:Default=Warning"];

        var report = await CheatHost.PlayAsync(settings, new CheatPlan(1, Activities: 8, People: 8, Visits: 8), TestContext.Current.CancellationToken);

        if (Sheet.IsToBeWritten && database == TestDatabases.Sqlite)
        {
            await System.IO.File.WriteAllTextAsync(File, report.Lines(), TestContext.Current.CancellationToken);
        }

        var (due, came) = ((await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken)), report.Lines().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(due.SequenceEqual(came), $"No longer so: {string.Join("; ", due.Except(came))}. But so: {string.Join("; ", came.Except(due))}.\n{report.Markdown()}");
    }
}
