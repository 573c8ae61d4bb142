using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Seats;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.CheckIn;

/// <summary>
/// The desk where proofs of presence are kept: three hundred people at one door, a hundred thousand in a morning. All who wait in this process are
/// settled together, in the order they came: hold the volunteers, read what is known of them, decide in memory, write once. A proof has the number its
/// reading device gave it, so sending it again changes nothing. The rules stand in <see cref="CheckInRules"/>.
/// </summary>
internal sealed class CheckInDesk(AppDbContext db, TimeProvider clock)
{
    /// <summary>How far from now a proof may lie: a kiosk that finds its network again the next day still counts.</summary>
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
        var around = await LookAsync(requests, now, ct);
        var (answers, kept) = (new List<ProofAnswer>(requests.Count), new List<ProofRequest>(requests.Count));
        foreach (var request in requests.Select(r => r.At > now ? r with { At = now } : r))
        {
            var (answer, keep) = CheckInRules.Decide(around.CaseOf(request), now);
            answers.Add(answer);
            if (keep && around.Nonces.Add(request.Nonce))
            {
                kept.Add(request with { ShiftId = answer.ShiftId });
            }
        }

        if (kept.Count > 0)
        {
            await KeepAsync(kept, now, ct);
            await AttendAsync([.. around.Presences.Values.SelectMany(p => p).Where(p => p.HasChanged)], ct);
            Tell(requests, answers);
            await db.SaveChangesAsync(ct);
        }

        await work.CommitAsync(ct);
        return answers;
    }

    private async Task<Around> LookAsync(IReadOnlyList<ProofRequest> requests, DateTime now, CancellationToken ct)
    {
        var volunteers = requests.Select(r => r.VolunteerId).Distinct().ToArray();
        await using var look = db.SqlCommand(AroundSql.Of(db))
            .WithList(db, "holds", volunteers.Select(SeatDesk.HoldOf).Order().ToArray())
            .WithList(db, "volunteers", volunteers)
            .With("since", now - Reach).With("until", now + Reach)
            .WithRows(db, "rows", ("activities", requests.Select(r => r.ActivityId).ToArray()), ("nonces", requests.Select(r => r.Nonce).ToArray()));
        await using var rows = await look.ExecuteReaderAsync(ct);
        return await Around.ReadAsync(rows, ct);
    }

    private async Task KeepAsync(List<ProofRequest> proofs, DateTime now, CancellationToken ct)
    {
        await using var keep = db.SqlCommand(KeepSql.Of(db)).With("now", now).WithRows(
            db, "rows", ("activities", Column(proofs, p => p.ActivityId)), ("nonces", Column(proofs, p => p.Nonce)), ("shifts", Column(proofs, p => p.ShiftId!.Value)),
            ("volunteers", Column(proofs, p => p.VolunteerId)), ("sides", Column(proofs, p => p.End.ToString())), ("kinds", Column(proofs, p => p.Kinds.ToString())),
            ("ats", Column(proofs, p => p.At)), ("metres", Column(proofs, p => p.Metres)), ("accuracies", Column(proofs, p => p.AccuracyMetres)),
            ("devices", Column(proofs, p => p.Device)), ("bys", Column(proofs, p => p.By)));
        await keep.ExecuteNonQueryAsync(ct);
    }

    private async Task AttendAsync(List<Presence> changed, CancellationToken ct)
    {
        await using var attend = db.SqlCommand(AttendSql.Of(db)).WithRows(
            db, "rows", ("activities", Column(changed, p => p.ActivityId)), ("shifts", Column(changed, p => p.ShiftId)), ("volunteers", Column(changed, p => p.VolunteerId)),
            ("ins", Column(changed, p => p.InAt)), ("inproofs", Column(changed, p => p.InProof.ToString())), ("indevices", Column(changed, p => p.InDevice)),
            ("outs", Column(changed, p => p.OutAt)), ("outproofs", Column(changed, p => p.OutProof.ToString())), ("seens", Column(changed, p => p.SeenAt)),
            ("disputes", Column(changed, p => p.IsDisputed)));
        await attend.ExecuteNonQueryAsync(ct);
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
    private void Tell(IReadOnlyList<ProofRequest> requests, List<ProofAnswer> answers)
    {
        foreach (var activity in requests.Zip(answers).Where(x => x.Second.IsGood).Select(x => x.First.ActivityId).Distinct())
        {
            db.Announce(ActivityTopics.Of(activity));
        }
    }
}
