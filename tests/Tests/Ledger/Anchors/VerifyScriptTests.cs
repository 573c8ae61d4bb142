using System.Diagnostics;
using System.Runtime.CompilerServices;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;

namespace Weiguang.Tests.Ledger.Anchors;

/// <summary>The script that comes with the documentation, as somebody else runs it who has nothing of ours: what it downloads is genuine, and what was changed since is not.</summary>
public class VerifyScriptTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Anchors_and_a_proof_are_checked_without_us(string database)
    {
        Assert.SkipUnless(Python() is not null, "python3 is not installed");
        await using var app = await TestApp.StartAsync(database);
        using var scope = app.Scope();
        var person = await app.PersonAsync();
        await scope.ThreeDaysAsync(app);
        await scope.Get<Signatures>().RotateAsync(Ct);
        await scope.Get<LedgerBook>().PostAsync([person.Hours(45), .. Enumerable.Range(0, 20).Select(n => Guid.CreateVersion7().Hours(n + 1))], Ct);
        await scope.AnchorAsync();
        var (folder, own) = (Directory.CreateTempSubdirectory("verify").FullName, await app.ProgramOfAsync(person));
        await KeepAsync("keys.json", "/api/v1/certificate-keys");
        await KeepAsync("anchors.json", "/api/v1/ledger/anchors");
        await KeepAsync("proof.json", $"/api/v1/ledger/anchors/4/proof/{AnchorArrangements.AccountOf(person)}");

        Assert.Equal((0, "4 anchors, 1 proofs: genuine\n"), await RunAsync());
        await ChangedAsync("anchors.json", text => text.Replace("\"changes\":3", "\"changes\":3,\"x\":1", StringComparison.Ordinal).Replace("\\n3\\n", "\\n4\\n", StringComparison.Ordinal), "signature");
        await ChangedAsync("anchors.json", text => text.Replace("\"number\":2,", "\"number\":7,", StringComparison.Ordinal), "anchor 2 is missing");
        await ChangedAsync("keys.json", text => text.Replace("\"id\":1", "\"id\":3", StringComparison.Ordinal), "signed with key 1");
        await ChangedAsync("proof.json", text => text.Replace("\"sequence\":1", "\"sequence\":2", StringComparison.Ordinal), "proof");
        var kept = await File.ReadAllTextAsync(Path.Combine(folder, "anchors.json"), Ct);
        await File.WriteAllTextAsync(Path.Combine(folder, "kept.json"), kept.Replace("\\n3\\n", "\\n4\\n", StringComparison.Ordinal), Ct);
        foreach (var files in (string[][])[["kept.json", "anchors.json"], ["anchors.json", "kept.json"]]) // What somebody kept is another anchor than what the site shows today.
        {
            var (exitCode, output) = await RunAsync(["keys.json", .. files]);
            Assert.Equal(1, exitCode);
            Assert.Contains("is another than in the files before", output, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "none.json"), "[]", Ct);
        Assert.Equal((1, "no anchors were given\n0 anchors, 0 proofs: NOT GENUINE\n"), await RunAsync("keys.json", "none.json"));
        Directory.Delete(folder, recursive: true);

        async Task KeepAsync(string name, string address) => await File.WriteAllTextAsync(Path.Combine(folder, name), await own.GetStringAsync(address, Ct), Ct);

        async Task ChangedAsync(string name, Func<string, string> change, string complaint)
        {
            var genuine = await File.ReadAllTextAsync(Path.Combine(folder, name), Ct);
            Assert.NotEqual(genuine, change(genuine));
            await File.WriteAllTextAsync(Path.Combine(folder, name), change(genuine), Ct);
            var (exitCode, output) = await RunAsync();
            await File.WriteAllTextAsync(Path.Combine(folder, name), genuine, Ct);
            Assert.Equal(1, exitCode);
            Assert.Contains(complaint, output, StringComparison.Ordinal);
        }

        async Task<(int, string)> RunAsync(params string[] arguments)
        {
            string[] given = arguments.Length > 0 ? arguments : ["keys.json", "anchors.json", "--proof", "proof.json"];
            using var python = Process.Start(new ProcessStartInfo(Python()!, ["-O", Script(), .. given]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            var output = await python.StandardOutput.ReadToEndAsync(Ct);
            await python.WaitForExitAsync(Ct);
            return (python.ExitCode, output);
        }
    }

    private static string? Python() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "python3")).FirstOrDefault(File.Exists);

    private static string Script([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../../docs/verify-anchors.py"));
}
