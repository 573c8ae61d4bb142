using Weiguang.Kernel;
using Weiguang.Web.Security;

namespace Weiguang.Web.Verbs;

/// <summary>Tells a mistyped setting from a known one: nothing that was said is passed over in silence.</summary>
internal static class SettingNames
{
    /// <summary>What the host itself reads; what modules read they say themselves (<see cref="KnownSettings"/>).</summary>
    private static readonly string[] Host =
    [
        "data", "Database", "ConnectionStrings:Default", "Security:MasterKey", "Security:NewMasterKey", PublicAddress.Setting, HostGate.Setting, "ForwardedHeaders:Proxies",
        "Demo", "Demo:SignIn", "Import", "Jobs", "Shutdown:DrainSeconds", "Health:LeastFreeMegabytes", "Backup:Tools", "OTEL_*", "Logging:*", "Kestrel:*",
        .. FrameworkNames,
    ];

    /// <summary>ASP.NET's own; tests and tools pass some of them.</summary>
    private static string[] FrameworkNames =>
    [
        "environment", "contentRoot", "webRoot", "applicationName", "urls", "http_ports", "https_ports", "preferHostingUrls", "startupAssembly", "hostingStartup*", "preventHostingStartup",
        "captureStartupErrors", "detailedErrors", "suppressStatusMessages", "shutdownTimeoutSeconds", "hostBuilder:*", "forwardedHeaders_enabled", "staticWebAssets",
    ];

    /// <exception cref="SetupException">Something is known to nobody, or lacks its value.</exception>
    public static void Check(IReadOnlyList<string> arguments, IServiceCollection services, IConfiguration configuration)
    {
        List<string> known = [.. Host, .. services.Where(s => s.ServiceType == typeof(KnownSettings)).Select(s => s.ImplementationInstance).OfType<KnownSettings>().SelectMany(k => k.Names)];
        // Test hosts pass on the names of whole sections, without a value.
        foreach (var (name, _) in Given(arguments).Where(given => !IsKnown(known, given.Name) && !(given.IsEmpty && IsSection(known, given.Name))))
        {
            throw Mistyped($"Unknown option or setting --{name}{Instead(known, name, "--")}; see --help and the README.");
        }

        var sections = known.Where(k => k.Contains(':')).Select(k => k.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase).Except(["Logging", "Kestrel", "ConnectionStrings"]);
        var configured = sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()).Where(pair => pair.Value is { Length: > 0 }).Select(pair => pair.Key);
        if (configured.FirstOrDefault(name => name.Contains(':') && !IsKnown(known, name)) is { } odd)
        {
            throw Mistyped($"Nothing reads the setting {odd} of appsettings.json or the environment{Instead(known, odd, "")}.");
        }
    }

    public static SetupException Mistyped(string sentence) => new(sentence) { ExitCode = 2 };

    /// <summary>The nearest of some words, when it is near enough to be meant.</summary>
    public static string? Nearest(IEnumerable<string> words, string word) =>
        words.Select(w => (Word: w, Steps: Steps(w.ToUpperInvariant(), word.ToUpperInvariant()))).Where(w => w.Steps <= Math.Max(2, word.Length / 4)).OrderBy(w => w.Steps).Select(w => w.Word).FirstOrDefault();

    private static IEnumerable<(string Name, bool IsEmpty)> Given(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, equals) = (arguments[i].TrimStart('-').Split('=')[0], arguments[i].Contains('='));
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || name.Length == 0)
            {
                throw Mistyped($"Unknown argument '{arguments[i]}'; settings are given as --Section:Key=value, see --help.");
            }

            yield return (name, arguments[i].EndsWith('='));
            if (!equals && (++i == arguments.Count || arguments[i].StartsWith("--", StringComparison.Ordinal)))
            {
                throw Mistyped($"--{name} lacks its value: --{name}=…");
            }
        }
    }

    private static bool IsKnown(List<string> known, string name) => known.Exists(k => k.EndsWith('*')
        ? name.StartsWith(k[..^1], StringComparison.OrdinalIgnoreCase)
        : k.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsSection(List<string> known, string name) => known.Exists(k => k.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));

    private static string Instead(List<string> known, string name, string before) =>
        Nearest(known.Where(k => !k.EndsWith('*')), name) is { } near ? $", did you mean {before}{near}?" : "";

    /// <summary>How many letters are added, dropped or changed between two words (Levenshtein 1966).</summary>
    private static int Steps(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
