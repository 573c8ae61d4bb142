using Weiguang.Activities.Domain;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.People;

namespace Weiguang.Activities.Mine;

/// <summary>
/// Whom those call who are signed up: whom the organiser named, else whoever is in charge. It is no matter of a review: a number that is wrong is put right at once.
/// </summary>
internal sealed class WhomToCall(AppDbContext db, PersonDirectory people, Vault vault, AccessLog looks, TimeProvider clock)
{
    public const string Look = "activity.call";

    /// <summary>How long after the end one still asks for what one left behind.</summary>
    private static readonly TimeSpan Lingering = TimeSpan.FromDays(7);

    /// <summary>For a page or an answer, written down; the caller knows that the viewer is signed up or runs them. What has long been over has nobody to call.</summary>
    public async Task<IReadOnlyDictionary<Guid, CallTo>> ShowAsync(IReadOnlyCollection<Guid> activities, CancellationToken ct)
    {
        var found = await FindAsync(activities, ct);
        await looks.SeenAsync(Personal.Phone, Look, [.. found.Select(f => (f.Value.LeadId, f.Key))], ct); // Whoever is in charge has given it, also where it is somebody else's.
        return found.ToDictionary(f => f.Key, f => f.Value.Call);
    }

    /// <summary>For a message to somebody who is signed up.</summary>
    public async Task<CallTo?> TellAsync(Guid activity, CancellationToken ct) => (await FindAsync([activity], ct)).GetValueOrDefault(activity).Call;

    private async Task<Dictionary<Guid, (Guid LeadId, CallTo Call)>> FindAsync(IReadOnlyCollection<Guid> activities, CancellationToken ct)
    {
        if (activities.Count == 0)
        {
            return [];
        }

        var since = clock.Now() - Lingering;
        var said = await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking().Where(a => activities.Contains(a.Id) && a.EndsAt > since)
            .Select(a => new { a.Id, a.LeadId, a.ContactName, a.ContactPhone }).ToListAsync(ct);
        var leads = await people.ContactsAsync(said.Where(a => a.ContactPhone.Length == 0).Select(a => a.LeadId), ct);
        var calls = said.ConvertAll(a => (a.Id, a.LeadId, Call: a.ContactPhone.Length > 0 ? new CallTo(a.ContactName, a.ContactPhone)
            : leads.TryGetValue(a.LeadId, out var lead) ? new CallTo(lead.Name, vault.Open(Personal.Phone, lead.Phone)) : new("", "")));
        return calls.Where(c => c.Call.Phone.Length > 0).ToDictionary(c => c.Id, c => (c.LeadId, c.Call));
    }
}
