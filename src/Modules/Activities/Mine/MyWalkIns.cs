using Microsoft.Extensions.Localization;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.CheckIn.WalkIns;
using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats;
using Weiguang.Hours;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Activities.Mine;

/// <summary>Where somebody says that the viewer was.</summary>
/// <param name="GuestId">Null where they are on the list already.</param>
public sealed record MyWalkIn(Guid ActivityId, Guid ShiftId, Guid? GuestId, string Title, string Organiser, string Place, DateTime StartsAt, DateTime EndsAt, DateTime At);

/// <summary>What was put down at doors about the viewer: by their phone, which they confirm, and on lists, which they may deny.</summary>
internal sealed class MyWalkIns(
    AppDbContext db, ApprovedText approved, RegionDirectory regions, PersonDirectory people, SeatBook seats, SeatSpeaker speaker, Desk<ProofRequest, ProofAnswer> desk, Vault vault, IStringLocalizer L, TimeProvider clock) : IAhead
{
    /// <summary>How long one may say that one was not there; afterwards as of any hours, on the record.</summary>
    private const int Days = 30;

    private static readonly string NotThere = Phrase.Of("本人说没去");

    /// <summary>What waits for the viewer's word first.</summary>
    public async Task<IReadOnlyList<MyWalkIn>> ReadAsync(CancellationToken ct, bool openOnly = false)
    {
        var (me, since) = (db.Viewer.PersonId, clock.Now().AddDays(-Days));
        if (await IndexAsync(ct) is not { } index)
        {
            return [];
        }

        var guests = await db.Set<Guest>().IgnoreQueryFilters().AsNoTracking().Where(g => g.PhoneIndex == index && g.State == GuestState.Open && g.At > since).ToListAsync(ct);
        var listed = openOnly ? [] : await db.Set<Signup>().AsNoTracking()
            .Where(s => s.VolunteerId == me && s.EndsAt > since && s.Way == SignupWay.WalkIn && (s.Status == SignupStatus.Accepted || s.Status == SignupStatus.NoShow)).ToListAsync(ct);
        Guid[] ids = [.. guests.Select(g => g.ActivityId).Concat(listed.Select(s => s.ActivityId)).Distinct()];
        if (ids.Length == 0)
        {
            return [];
        }

        var said = await approved.ReadAsync(ids, ct);
        var places = await regions.NamesAsync(said.Values.Select(a => a.DivisionCode), ct);
        var shifts = await db.Set<Shift>().IgnoreQueryFilters().AsNoTracking().Where(s => ids.Contains(s.ActivityId)).Select(s => new { s.Id, s.StartsAt, s.EndsAt }).ToDictionaryAsync(s => s.Id, ct);
        MyWalkIn Of(Guid activity, Guid shift, Guid? guest, DateTime at) =>
            new(activity, shift, guest, said[activity].Title, said[activity].Organiser, said[activity].PlaceIn(places), shifts[shift].StartsAt, shifts[shift].EndsAt, at);
        return [.. guests.OrderByDescending(g => g.At).Select(g => Of(g.ActivityId, g.ShiftId, g.Id, g.At)), .. listed.OrderByDescending(s => s.At).Select(s => Of(s.ActivityId, s.ShiftId, null, s.At))];
    }

    async Task<IReadOnlyList<AheadItem>> IAhead.ReadAsync(CancellationToken ct) => db.Viewer.PersonId == Guid.Empty ? [] : [.. (await ReadAsync(ct, openOnly: true)).Select(w =>
        new AheadItem(w.Title, w.StartsAt, w.EndsAt, WalkInLinks.Mine)
        {
            Place = w.Place, State = L["您去了吗？"], Tone = Tone.Wait, IsDue = true, Note = L["{0}说您在现场，您点了头时长才算。", w.Organiser], Act = AheadItem.Link(WalkInLinks.Mine, L["去回个话"]),
        })];

    /// <summary>The sentence for the next page.</summary>
    public async Task<(string Text, Tone Tone)> CameAsync(Guid activityId, Guid guestId, CancellationToken ct)
    {
        if (await people.VolunteerAsync(db.Viewer.PersonId, ct) is null)
        {
            return (L["先登记成为志愿者，再来点“我去了”。"], Tone.Wait);
        }

        var (move, guest) = await IndexAsync(ct) is { } index ? await seats.ClaimAsync(activityId, guestId, index, ct) : (SeatMove.Missing, null);
        if (move.Answer is { } no)
        {
            return ((await speaker.SayAsync(no, ct)).Message, Tone.Bad);
        }

        if (move.Outcome != MoveOutcome.Done || guest is null)
        {
            return (L["这一条已经没有了。"], Tone.Wait);
        }

        if ((await approved.ReadAsync([activityId], ct))[activityId].Ways.HasFlag(CheckInWays.List))
        {
            // By the word of whoever put them down, at the time when they did; pressed twice it is the same proof.
            await desk.AskAsync(new ProofRequest(activityId, guest.ShiftId, db.Viewer.PersonId, ProofEnd.In, ProofKinds.Word, guest.Id, guest.At, By: guest.ById), ct);
        }

        return (L["好的，记上了。走的时候签退；已经走了的，组织者会来问您几点走的。"], Tone.Good);
    }

    public async Task<(string Text, Tone Tone)> NotComeAsync(Guid activityId, Guid shiftId, Guid? guestId, CancellationToken ct)
    {
        var move = guestId is { } guest ? await IndexAsync(ct) is { } index ? await seats.DisclaimAsync(activityId, guest, index, ct) : SeatMove.Missing
            : await seats.DenyAsync(activityId, shiftId, NotThere, ct);
        return move.Outcome != MoveOutcome.Done ? (L["这一条已经没有了。"], Tone.Wait)
            : guestId is null ? (L["知道了，这一次不算您的。站里会去了解是怎么回事，结果发消息告诉您。"], Tone.Good) : (L["知道了，这一次不算您的。"], Tone.Good);
    }

    /// <summary>Fingerprint of the phone by whose code the viewer signs in; null when they have none.</summary>
    private async Task<string?> IndexAsync(CancellationToken ct) =>
        db.Viewer.PersonId != Guid.Empty && await people.ContactAsync(db.Viewer.PersonId, ct) is { Phone.IsEmpty: false } own ? vault.Index(Personal.Phone, vault.Open(Personal.Phone, own.Phone)) : null;
}
