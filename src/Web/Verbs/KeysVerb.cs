using System.CommandLine;
using Weiguang.Kernel.Security;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>Makes and changes the keys that seal personal data: a first master key, a new data key for what is written from now on, or another master key above all of them; and the pair that signs certificates and anchors.</summary>
internal static class KeysVerb
{
    private const string NewKey = "Security:NewMasterKey";

    public static Command Command() => new("keys", "Make or change the keys that seal personal data, or the pair that signs. Stop the program first.") { New(), Rotate(), RotateSigning(), Rewrap() };

    private static Command New()
    {
        var create = new Command("new", "Make a master key beside a database that has none yet, as master.key in the data folder. Example: keys new --data /srv/weiguang");
        create.SetAction(parsed =>
        {
            using var app = Operator.Build(parsed);
            using var alone = ServerLock.Take(app.Configuration);
            MasterKeys.Make(app.Configuration);
            parsed.Say($"{MasterKeys.FileOf(app.Configuration)}: a new master key. Keep a copy elsewhere: whoever has it reads all personal data, whoever loses it loses them; no backup holds it.");
            return 0;
        });
        return create;
    }

    private static Command Rotate()
    {
        var rotate = new Command("rotate", "Make a new data key: what is written from now on is sealed with it, older values stay readable. Example: keys rotate --data /srv/weiguang");
        rotate.SetAction((parsed, ct) => Operator.ChangeAsync(parsed, services =>
        {
            parsed.Say($"New values are sealed with data key {services.GetRequiredService<DataKeys>().Rotate()}.");
            return Task.FromResult(0);
        }, ct));
        return rotate;
    }

    private static Command RotateSigning()
    {
        var rotate = new Command("rotate-signing", "Make a new key pair: certificates and anchors are signed with it from now on, older ones stay valid. Example: keys rotate-signing --data /srv/weiguang");
        rotate.SetAction((parsed, ct) => Operator.ChangeAsync(parsed, async services =>
        {
            parsed.Say($"Key {await services.GetRequiredService<Signatures>().RotateAsync(ct)} signs from now on. Publish its public half: /verify/key.pem.");
            return 0;
        }, ct));
        return rotate;
    }

    private static Command Rewrap()
    {
        var rewrap = new Command("rewrap", $"Put all data keys under another master key: --{NewKey}=… (32 bytes in base64), or one made here and printed. Afterwards only that one opens them.");
        rewrap.SetAction((parsed, ct) => Operator.ChangeAsync(parsed, async services =>
        {
            var given = services.GetRequiredService<IConfiguration>()[NewKey];
            var next = given is { Length: > 0 } ? given : MasterKey.Generate();
            var key = MasterKeys.Parse(next, NewKey);
            if (given is not { Length: > 0 })
            {
                parsed.Say(next); // Before anything is changed: a key that nobody has seen must not be the only one.
            }

            var count = await services.GetRequiredService<DataKeys>().RewrapAsync(key, ct);
            parsed.Complain($"{count} data keys are under the new master key. Set Security:MasterKey to it (or put it into master.key beside the database); backups made before still need the old one.");
            return 0;
        }, ct));
        return rewrap;
    }
}
