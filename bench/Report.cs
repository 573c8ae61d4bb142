namespace Weiguang.Bench;

/// <summary>Figures of the rounds, by line; prints medians as a table for docs/performance.md.</summary>
internal sealed class Report
{
    private readonly List<(string Case, string Figure, string Goal, List<double> Values, string Format)> _lines = [];

    public void Add(string name, string figure, double value, string goal = "", string format = "N0")
    {
        var line = _lines.Find(l => l.Case == name && l.Figure == figure);
        if (line.Values is null)
        {
            _lines.Add(line = (name, figure, goal, [], format));
        }

        line.Values.Add(value);
        Console.WriteLine($"   {name,-26} {figure,-34} {value.ToString(format)}");
    }

    public void Print()
    {
        Console.WriteLine("\n| case | figure | median | from … to | goal |\n|---|---|---:|---|---|");
        foreach (var (name, figure, goal, values, format) in _lines)
        {
            Console.WriteLine($"| {name} | {figure} | {Median(values).ToString(format)} | {values.Min().ToString(format)} … {values.Max().ToString(format)} | {goal} |");
        }
    }

    public static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
