using System.CommandLine;
using Weiguang.Kernel.Security;

namespace Weiguang.Web.Verbs;

/// <summary>Changes the keys that seal personal data: a new data key for what is written from now on, or another master key above all of them.</summary>
internal static class KeysVerb
{
    private const string NewKey = "Security:NewMasterKey";

    public static Command Command() => new("keys", "Change the keys that seal personal data. Stop the program first.") { Rotate(), Rewrap() };

    private static Command Rotate()
    {
        var rotate = new Command("rotate", "Make a new data key: what is written from now on is sealed with it, older values stay readable. Example: keys rotate --data /srv/weiguang");
        rotate.SetAction((parsed, ct) => Operator.WorkAsync(parsed, services =>
        {
            Console.WriteLine($"New values are sealed with data key {services.GetRequiredService<DataKeys>().Rotate()}.");
            return Task.FromResult(0);
        }, ct));
        return rotate;
    }

    private static Command Rewrap()
    {
        var rewrap = new Command("rewrap", $"Put all data keys under another master key: --{NewKey}=… (32 bytes in base64), or one made here and printed. Afterwards only that one opens them.");
        rewrap.SetAction((parsed, ct) => Operator.WorkAsync(parsed, async services =>
        {
            if (services.GetRequiredService<IConfiguration>()[NewKey] is not { Length: > 0 } next)
            {
                next = MasterKey.Generate();
                Console.WriteLine(next); // Before anything is changed: a key that nobody has seen must not be the only one.
            }

            var count = await services.GetRequiredService<DataKeys>().RewrapAsync(MasterKey.Parse(next), ct);
            Console.Error.WriteLine($"{count} data keys are under the new master key. Set Security:MasterKey to it (or put it into master.key beside the database); backups made before still need the old one.");
            return 0;
        }, ct));
        return rewrap;
    }
}
