using Weiguang.Web.Verbs;

namespace Weiguang.Tests.Support;

/// <summary>A verb as an operator types it, within this process: what it complains of and what it ends with. It stands in Production, as in earnest.</summary>
internal static class Verb
{
    public static async Task<(int ExitCode, string Complaint)> RunAsync(params string[] arguments)
    {
        var complaints = new StringWriter();
        var exitCode = await CommandLine.RunAsync(["--applicationName=Weiguang.Web", .. arguments, .. arguments.Any(a => a.StartsWith("--environment", StringComparison.Ordinal)) ? [] : (string[])["--environment=Production"]], complaints);
        return (exitCode, complaints.ToString().TrimEnd('\n'));
    }

    /// <summary>On a store, with everything a server in earnest needs.</summary>
    public static async Task<(int ExitCode, string Complaint)> RunAsync(TestStore store, string verb, params string[] arguments)
    {
        var result = await RunAsync([verb, .. arguments.TakeWhile(a => !a.StartsWith('-')), .. ServerProcess.StoreArguments(store), .. arguments.SkipWhile(a => !a.StartsWith('-'))]);
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
}
