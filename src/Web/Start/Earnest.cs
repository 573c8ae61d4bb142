using Weiguang.Kernel;
using Weiguang.People;
using Weiguang.Web.Security;

namespace Weiguang.Web.Start;

/// <summary>What a server needs before it may serve outside Development. Each missing thing is refused with the sentence that mends it.</summary>
internal static class Earnest
{
    /// <exception cref="SetupException">Something is missing, or dangerous and not asked for by name.</exception>
    public static void Check(WebApplication app)
    {
        app.Services.GetRequiredService<HostGate>(); // Also in Development: better no start than links to nowhere.
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        var settings = app.Configuration;
        if (PrintsCodes(settings) && !settings.GetValue("Sms:PrintCodes", false))
        {
            throw new SetupException("Set Sms:Gateway to Aliyun or Tencent: the console gateway prints sign-in codes, and whoever reads the log signs in as anybody. For a trial without SMS allow it by --Sms:PrintCodes=true.");
        }

        foreach (var part in PrintsCodes(settings) ? [] : (string[])["KeyId", "KeySecret", "SignName", "CodeTemplate"])
        {
            if (settings[$"Sms:{part}"] is not { Length: > 0 })
            {
                throw new SetupException($"Set Sms:{part}: without it {settings["Sms:Gateway"]} sends no sign-in code.");
            }
        }

        if (settings.GetValue("Demo", false) && !DemoMark.MaySignIn(settings, app.Environment))
        {
            throw new SetupException("Demo makes invented people whom anybody may sign in as, an administrator too. In Production allow that by --Demo:SignIn=true, or leave Demo out.");
        }
    }

    private static bool PrintsCodes(IConfiguration settings) => string.Equals(settings["Sms:Gateway"] ?? "Console", "Console", StringComparison.OrdinalIgnoreCase);

    /// <summary>A database with the demo mark lets anybody be its administrator: outside Development that is served only when asked for by name.</summary>
    /// <exception cref="SetupException">The mark is there and was not asked for.</exception>
    public static async Task CheckDemoAsync(WebApplication app, AppDbContext db, CancellationToken ct)
    {
        if (!app.Environment.IsDevelopment() && !DemoMark.MaySignIn(app.Configuration, app.Environment) && (await DemoMark.ReadAsync(db, ct)).Count > 0)
        {
            throw new SetupException("This database holds a demo county whose administrator anybody may sign in as. Use it in earnest after `demo remove`, show it as a demo with --Demo:SignIn=true, or begin with an empty --data folder or database.");
        }
    }
}
