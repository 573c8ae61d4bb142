using System.CommandLine;
using Weiguang.Web.Start;

namespace Weiguang.Web.Verbs;

/// <summary>Serves pages and API until told to stop; makes everything ready first.</summary>
internal static class ServeVerb
{
    public static Command Command(Option<string> urls)
    {
        var serve = new Command("serve", "Serve pages and API (the default). Example: serve --urls http://0.0.0.0:5080 --data /srv/weiguang") { urls };
        serve.SetAction(RunAsync);
        return serve;
    }

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var app = Site.Build(parsed.Settings());
        Earnest.Check(app);
        using var alone = Greeting.IsHeard(app) ? ServerLock.Take(app.Configuration) : null;
        await FirstStart.PrepareAsync(app, ct);
        await Greeting.SayWhenStartedAsync(app, ct);
        await app.RunAsync();
        return 0;
    }
}
