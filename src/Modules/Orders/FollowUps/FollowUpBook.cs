using Microsoft.Extensions.Localization;
using Weiguang.Cases;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Waiting;
using Weiguang.People;

namespace Weiguang.Orders.FollowUps;

/// <summary>Closes follow-ups. Of two colleagues who called the same person the first stands, and the second is told.</summary>
internal sealed class FollowUpBook(AppDbContext db, Referee referee, PersonDirectory people, IStringLocalizer phrases, TimeProvider clock)
{
    /// <returns>Null when it is closed with these words; otherwise who had closed it before, and with which.</returns>
    public async Task<Meanwhile?> CloseAsync(Guid orderId, string outcome, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        if (await db.LockAsync<FollowUp>(orderId, ct) is not { } task)
        {
            return new Meanwhile("", "", clock.Now()) { Words = Phrase.Of("这一条不在您的台面上了") };
        }

        if (task.ClosedAt is { } closed)
        {
            return task.ClosedById == db.Viewer.PersonId && task.Outcome == outcome ? null : await ToldAsync(task, closed, ct);
        }

        var volunteer = await db.Set<Order>().Where(o => o.Id == orderId).Select(o => o.VolunteerId).SingleOrDefaultAsync(ct);
        if (!await referee.MayDecideAsync(FollowUpCases.Matter(task.DeskDivisionCode, volunteer), ct))
        {
            return new Meanwhile("", "", clock.Now()) { Words = Phrase.Of("您自己去过这一单，回访请别的同事办") };
        }

        task.Close(db.Viewer.PersonId, outcome, clock.Now());
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return null;
    }

    private async Task<Meanwhile> ToldAsync(FollowUp task, DateTime closed, CancellationToken ct)
    {
        var by = task.ClosedById is { } id && await people.FindAsync(id, ct) is { } person ? person.Name : "";
        var who = task.ClosedById == db.Viewer.PersonId ? phrases[Phrase.Of("您")].Value : by;
        return new Meanwhile("follow-up", by, closed) { Words = Phrase.Of("{0}已经回访过了：{1}"), Arguments = [who, task.Outcome] };
    }
}
