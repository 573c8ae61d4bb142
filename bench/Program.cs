using System.Globalization;
using Weiguang.Bench;
using Weiguang.Bench.Cases;
using Weiguang.Bench.Naive;
using Weiguang.Bench.Stage;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
if (args is ["server", .. var settings])
{
    await NaiveApi.ServeAsync(settings); // The real site, with the naive way beside it.
    return 0;
}

var rounds = int.Parse(args.SkipWhile(a => a != "--rounds").Skip(1).FirstOrDefault("3"), CultureInfo.InvariantCulture);
var wanted = args.TakeWhile(a => !a.StartsWith('-')).ToList();
(string Name, Func<int, Report, Task> RunAsync)[] cases =
[
    ("desk", DeskCase.RunAsync), ("signup", SignupCase.OneHotAsync), ("spread", SignupCase.SpreadAsync), ("check-in", CheckInCase.RunAsync),
    ("list", ListCase.RunAsync), ("postings", LedgerCase.RunAsync), ("sqlite", SignupCase.SqliteAsync),
];
if (wanted.FirstOrDefault(name => cases.All(c => c.Name != name)) is { } unknown)
{
    Console.Error.WriteLine($"No case {unknown}. Usage: bench [{string.Join('|', cases.Select(c => c.Name))}]... [--rounds 3]");
    return 2;
}

var report = new Report();
try
{
    foreach (var (name, runAsync) in cases.Where(c => wanted.Count == 0 || wanted.Contains(c.Name)))
    {
        Console.WriteLine($"== {name}");
        await runAsync(rounds, report);
    }
}
finally
{
    PostgresStage.Stop();
}

report.Print();
return 0;
