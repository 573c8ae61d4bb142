using System.CommandLine;
using Weiguang.People;
using Weiguang.Simulation;

namespace Weiguang.Web.Verbs;

/// <summary>Ends the demo of a database that is to be used in earnest.</summary>
internal static class DemoVerb
{
    public static Command Command()
    {
        var remove = new Command("remove", "Shut every door the demo opened: its sign-in, all sessions, the roles and passwords of invented people. What they did stays, the ledger is append-only. Example: demo remove --data /srv/weiguang");
        remove.SetAction((parsed, ct) => Operator.ChangeAsync(parsed, async services =>
        {
            var removed = await services.GetRequiredService<DemoEnd>().RemoveAsync(County.IsInvented, ct);
            parsed.Say(removed is null ? "There is no demo in this database; nothing was changed." : Words(removed));
            return 0;
        }, ct));
        return new Command("demo", "End the demo of a database that is to be used in earnest.") { remove };
    }

    private static string Words(DemoRemoved removed) =>
        $"""
        The demo sign-in is gone. {removed.Sessions:N0} sessions were ended, of everybody: all sign in anew.
        {removed.People:N0} invented people can no longer sign in or be dispatched: {removed.Roles:N0} roles revoked, {removed.Passwords:N0} passwords deleted.
        {removed.Handed:N0} roles that invented people had given to others were revoked too: while the demo was open, anybody could have given them.
        What was invented stays: orders, activities, hours and certificates, for the ledger is append-only. For a site without them begin with an empty --data folder or database.
        """;
}
