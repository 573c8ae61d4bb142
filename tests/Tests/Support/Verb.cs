using Weiguang.Web.Verbs;

namespace Weiguang.Tests.Support;

/// <summary>
/// A verb as an operator types it, within this process, which costs a tenth of one of its own: what it says, what it complains of and what it ends with. It stands in Production, as in earnest.
/// </summary>
internal static class Verb
{
    public static async Task<(int ExitCode, string Complaint)> RunAsync(params string[] arguments) => WithoutOutput(await HearAsync(arguments));

    /// <summary>On a store, with everything a server in earnest needs.</summary>
    public static async Task<(int ExitCode, string Complaint)> RunAsync(TestStore store, string verb, params string[] arguments) =>
        WithoutOutput(await HearAsync(store, verb, arguments));

    /// <summary>What it says, too.</summary>
    public static async Task<(int ExitCode, string Output, string Complaint)> HearAsync(TestStore store, string verb, params string[] arguments)
    {
        var result = await HearAsync([verb, .. arguments.TakeWhile(a => !a.StartsWith('-')), .. ServerProcess.StoreArguments(store), .. arguments.SkipWhile(a => !a.StartsWith('-'))]);
        await store.LetGoAsync(); // As if the process had ended.
        return result;
    }

    /// <summary>One sentence, no stack, and the words it must have.</summary>
    public static void Complains((int ExitCode, string Complaint) result, int exitCode, string words)
    {
        Assert.Contains(words, result.Complaint, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', result.Complaint);
        Assert.DoesNotContain("   at ", result.Complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected", result.Complaint, StringComparison.Ordinal);
        Assert.Equal(exitCode, result.ExitCode);
    }

    private static (int ExitCode, string Complaint) WithoutOutput((int ExitCode, string Output, string Complaint) heard) => (heard.ExitCode, heard.Complaint);

    private static async Task<(int ExitCode, string Output, string Complaint)> HearAsync(string[] arguments)
    {
        var (output, complaints) = (new StringWriter(), new StringWriter());
        string[] earnest = arguments.Any(a => a.StartsWith("--environment", StringComparison.Ordinal)) ? [] : ["--environment=Production"];
        var exitCode = await CommandLine.RunAsync(["--applicationName=Weiguang.Web", .. arguments, .. earnest], complaints, output);
        return (exitCode, output.ToString().TrimEnd('\n'), complaints.ToString().TrimEnd('\n'));
    }
}
