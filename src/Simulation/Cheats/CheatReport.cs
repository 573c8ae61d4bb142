using System.Globalization;
using System.Text;
using Weiguang.Hours.Domain;

namespace Weiguang.Simulation.Cheats;

/// <summary>What became of the tricks, and what the honest suffered for it.</summary>
public sealed class CheatReport
{
    /// <summary>So many of the honest may be held.</summary>
    private const double MostHeld = 0.01;

    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "one hand", [2] = "two hands of one body", [3] = "friends", [4] = "terms bent", [5] = "rules bent", [6] = "hidden", [7] = "kiosk", [8] = "orders", [9] = "ledger", [10] = "papers",
    };

    private readonly CheatPlan _plan;
    private readonly IReadOnlyList<Result> _results;
    private readonly Honesty _honest;

    internal CheatReport(CheatPlan plan, IReadOnlyList<Result> results, Honesty honest) => (_plan, _results, _honest) = (plan, results, honest);

    /// <summary>Nothing is missed, and hardly anybody honest is held.</summary>
    public bool IsGood => _results.All(r => r.Outcome != Outcome.Missed) && _honest.Share <= MostHeld;

    /// <summary>A line for each trick: group, trick, outcome; tab-separated. Then what fell on the honest.</summary>
    public string Lines() => string.Concat(_results.Select(r => $"{r.Trick.Group}\t{r.Trick.Name}\t{Word(r.Outcome)}\n").Distinct().Concat(_honest.Alarms.Keys.Select(kind => $"0\tHonest people\theld by {kind}\n")));

    /// <summary>For the docs.</summary>
    public string Markdown() => string.Join("\n\n", Plan(), Groups(), Tricks(), Signals(), Innocent()) + "\n";

    private string Plan() => Text($"Seed {_plan.Seed}: {_plan.Activities} honest activities of {_plan.People} people and {_plan.Visits} honest visits; every trick {_plan.Times} ×. {_results.Count(r => r.Outcome == Outcome.Missed)} of {_results.Count} missed.");

    private string Groups() => Table(
        ["group", "planted", "prevented", "held", "found later", "missed"],
        _results.GroupBy(r => r.Trick.Group).Select(g => Counts($"{g.Key} {Names[g.Key]}", [.. g])).Append(Counts("all", _results)));

    private static string[] Counts(string name, IReadOnlyList<Result> results) =>
        [name, Text($"{results.Count}"), .. Enum.GetValues<Outcome>().Select(o => Text($"{results.Count(r => r.Outcome == o)}"))];

    private string Tricks() => Table(
        ["group", "trick", "outcome", "minutes", "refused with", "cases"],
        _results.Select(r => new[] { Text($"{r.Trick.Group}"), r.Trick.Name, Word(r.Outcome), r.Minutes == 0 ? "" : Text($"{r.Minutes}"), Most(r.Refused), string.Join(", ", r.Signals.Keys) }));

    /// <summary>Precision: of the people whose hours a signal fell on, the share that cheated. Recall: of the tricks that came to a record, the share it fell on.</summary>
    private string Signals()
    {
        var reached = _results.Where(r => r.Reached).ToList();
        var kinds = Enum.GetValues<AnomalyKind>().Where(k => reached.Exists(r => r.Signals.ContainsKey(k)) || _honest.Alarms.ContainsKey($"{k}"));
        return Table(["signal", "people who cheat", "honest records", "precision", "recall"], kinds.Select(kind =>
        {
            var (right, wrong) = (reached.Sum(r => r.Signals.GetValueOrDefault(kind)), _honest.Alarms.GetValueOrDefault($"{kind}"));
            var share = (double)reached.Count(r => r.Signals.ContainsKey(kind)) / reached.Count;
            return new[] { $"{kind}", Text($"{right}"), Text($"{wrong}"), Text($"{(double)right / (right + wrong):P0}"), Text($"{share:P0}") };
        }));
    }

    private string Innocent() => string.Join('\n',
        Text($"Honest: {_honest.Records} records, {_honest.Counted} in the ledger, {_honest.Held} held ({_honest.Share:P1}; at most {MostHeld:P0}): {Most(_honest.Alarms, "none")}."),
        Text($"Honest steps: {_honest.Steps}, refused: {Most(_honest.Refused, "none")}."));

    private static string Most(IReadOnlyDictionary<string, int> counts, string nothing = "") =>
        counts.Count == 0 ? nothing : string.Join(", ", counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(4).Select(c => Text($"{c.Key} ({c.Value})")));

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Prevented => "prevented",
        Outcome.Held => "held",
        Outcome.FoundLater => "found later",
        Outcome.Missed => "missed",
    };

    private static string Table(string[] heads, IEnumerable<string[]> rows) =>
        string.Join('\n', rows.Prepend([.. heads.Select((_, i) => i < 2 ? "---" : "--:")]).Prepend(heads).Select(cells => $"| {string.Join(" | ", cells)} |"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
