using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.Hours;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn.Line;

/// <summary>
/// The desk where proofs of presence are kept: three hundred people at one door, a hundred thousand in a morning. All who wait in this process are
/// settled together, in the order they came: hold the volunteers, read what is known of them, decide in memory, write once. A proof has the number its
/// reading device gave it, so sending it again changes nothing. The rules stand in <see cref="CheckInRules"/>.
/// </summary>
internal sealed class CheckInDesk(AppDbContext db, DoorWatch watch, TimeProvider clock)
{
    /// <summary>How far around a proof's own time shifts are looked at; a shift lasts a day at most.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(2);

    private static readonly SiblingText AroundSql = new(typeof(CheckInDesk), "Around");
    private static readonly SiblingText KeepSql = new(typeof(CheckInDesk), "Keep");
    private static readonly SiblingText AttendSql = new(typeof(CheckInDesk), "Attend");

    public static void AddTo(IServiceCollection services) => services
        .AddScoped<CheckInDesk>()
        .AddDesk<ProofRequest, ProofAnswer>((scope, requests, ct) => scope.GetRequiredService<CheckInDesk>().SettleAsync(requests, ct));

    public async Task<IReadOnlyList<ProofAnswer>> SettleAsync(IReadOnlyList<ProofRequest> requests, CancellationToken ct)
    {
        var now = clock.Now();
        await using var work = await db.BeginWorkAsync(ct);
        List<ProofRequest> proofs = [.. requests.Select(r => r with { At = r.At > now ? now : r.At, ReceivedAt = now })];
        var around = await LookAsync(proofs, ct);
        var answers = proofs.ConvertAll(p => around.Decide(p, watch.Asks));
        if (around.HasNews)
        {
            await KeepAsync(around.Fresh(), ct);
            await AttendAsync(around.Changed(), ct);
            await ForgetAsync(around.Vanished(), ct);
            await SettleAgainAsync(around.ChangedAfter(now), ct);
            Tell(proofs, answers);
            await db.SaveChangesAsync(ct);
        }

        await work.CommitAsync(ct);
        return answers;
    }

    private async Task<Around> LookAsync(List<ProofRequest> proofs, CancellationToken ct)
    {
        var people = proofs.GroupBy(r => r.VolunteerId).Select(g => (Id: g.Key, From: g.Min(r => r.At), To: g.Max(r => r.At))).ToList();
        await using var look = db.SqlCommand(AroundSql.Of(db))
            .WithList(db, "holds", people.Select(p => Calendars.HoldOf(p.Id)).Order().ToArray())
            .WithRows(db, "people", ("volunteers", Column(people, p => p.Id)), ("froms", Column(people, p => p.From - Reach)), ("tos", Column(people, p => p.To + Reach)),
                ("earliest", Column(people, p => p.From - (2 * Reach))), ("latest", Column(people, p => p.To + (2 * Reach))))
            .WithRows(db, "rows", ("activities", Column(proofs, r => r.ActivityId)), ("nonces", Column(proofs, r => r.Nonce)));
        await using var rows = await look.ExecuteReaderAsync(ct);
        return await Around.ReadAsync(rows, people, ct);
    }

    private async Task KeepAsync(List<(ProofRequest Proof, Guid ShiftId)> kept, CancellationToken ct)
    {
        await using var keep = db.SqlCommand(KeepSql.Of(db)).WithRows(
            db, "rows", ("activities", Column(kept, k => k.Proof.ActivityId)), ("nonces", Column(kept, k => k.Proof.Nonce)), ("shifts", Column(kept, k => k.ShiftId)),
            ("named", Column(kept, k => k.Proof.ShiftId is not null)), ("volunteers", Column(kept, k => k.Proof.VolunteerId)), ("sides", Column(kept, k => k.Proof.End.ToString())),
            ("kinds", Column(kept, k => k.Proof.Kinds.ToString())), ("ats", Column(kept, k => k.Proof.At)), ("receiveds", Column(kept, k => k.Proof.ReceivedAt)),
            ("metres", Column(kept, k => k.Proof.Metres)), ("accuracies", Column(kept, k => k.Proof.AccuracyMetres)), ("devices", Column(kept, k => k.Proof.Device)),
            ("bys", Column(kept, k => k.Proof.By)), ("kiosks", Column(kept, k => k.Proof.KioskId)), ("deviceats", Column(kept, k => k.Proof.DeviceAt)),
            ("networks", Column(kept, k => k.Proof.Network)), ("unvoucheds", Column(kept, k => k.Proof.IsUnvouched)),
            ("showns", Column(kept, k => k.Proof.ShownAt)), ("asks", Column(kept, k => k.Proof.IsDoorAsked)));
        await keep.ExecuteNonQueryAsync(ct);
    }

    private async Task AttendAsync(List<KeptPresence> changed, CancellationToken ct)
    {
        await using var attend = db.SqlCommand(AttendSql.Of(db)).WithRows(
            db, "rows", ("activities", Column(changed, p => p.ActivityId)), ("shifts", Column(changed, p => p.ShiftId)), ("volunteers", Column(changed, p => p.VolunteerId)),
            ("ins", Column(changed, p => p.InAt)), ("inproofs", Column(changed, p => p.InProof.ToString())), ("indevices", Column(changed, p => p.InDevice)),
            ("outs", Column(changed, p => p.OutAt)), ("outproofs", Column(changed, p => p.OutProof.ToString())), ("seens", Column(changed, p => p.SeenAt)),
            ("disputes", Column(changed, p => p.IsDisputed)), ("lates", Column(changed, p => p.IsLate)));
        await attend.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Something read earlier came in later and shows that they were at another shift. What stands in a record is taken back by people only.</summary>
    private async Task ForgetAsync(List<KeptPresence> vanished, CancellationToken ct)
    {
        foreach (var shift in vanished.GroupBy(p => (p.ActivityId, p.ShiftId)))
        {
            var volunteers = shift.Select(p => p.VolunteerId).ToArray();
            await db.Set<Stay>().Where(a => a.SourceId == shift.Key.ActivityId && a.EngagementId == shift.Key.ShiftId && volunteers.Contains(a.VolunteerId) && a.RecordedAt == null && a.RuledAt == null)
                .ExecuteDeleteAsync(ct);
        }
    }

    /// <summary>
    /// Who came to a shift that is settled already is no longer missing there, and who forgot to leave is asked about: it is settled again. Whoever settles it just now may have looked already,
    /// so the shift is written whether it is settled or not: that waits for them.
    /// </summary>
    private async Task SettleAgainAsync(IEnumerable<(Guid ActivityId, Guid ShiftId)> shifts, CancellationToken ct)
    {
        foreach (var (activity, shift) in shifts.Order())
        {
            await db.Set<Shift>().Where(s => s.ActivityId == activity && s.Id == shift).ExecuteUpdateAsync(set => set.SetProperty(s => s.SettledAt, (DateTime?)null), ct);
        }
    }

    private static TValue[] Column<T, TValue>(List<T> rows, Func<T, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        return column;
    }

    /// <summary>Live pages look again.</summary>
    private void Tell(List<ProofRequest> requests, List<ProofAnswer> answers)
    {
        foreach (var activity in requests.Zip(answers).Where(x => x.Second.IsGood).Select(x => x.First.ActivityId).Distinct())
        {
            db.Announce(ActivityTopics.Of(activity));
        }
    }
}
