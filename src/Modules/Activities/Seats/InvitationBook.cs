using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Activities.Seats.Line;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.People;
using Weiguang.Teams;

namespace Weiguang.Activities.Seats;

/// <summary>Asking people to come: an invitation holds no seat, a leader's group sign-up holds one until each has confirmed. Nobody is signed up against their will.</summary>
internal sealed class InvitationBook(
    AppDbContext db, ApprovedText approved, Desk<SeatRequest, SeatAnswer> desk, MessageBox messages, PersonDirectory people, TeamDirectory teams, TimeProvider clock)
{
    public const int MostAtOnce = 200;

    /// <summary>Invites people named by volunteer number or phone, one each line; null when the viewer does not run the activity.</summary>
    /// <param name="teamId">All members of a team the viewer leads are invited as well.</param>
    public async Task<InvitationReply?> InviteAsync(Guid activityId, string? written, Guid? teamId, string words, CancellationToken ct)
    {
        if (await TitleAsync(db.Set<Activity>().RunBy(db.Viewer), activityId, ct) is not { } title)
        {
            return null;
        }

        if (await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking().SingleAsync(a => a.Id == activityId, ct) is var host && host.PhaseAt(clock.Now()) is ActivityPhase.Over or ActivityPhase.CalledOff)
        {
            return InvitationReply.Over;
        }

        var names = Split(written);
        var found = await FindAsync(names, ct);
        var members = teamId is { } team && (db.Viewer.All || db.Viewer.TeamIds.Contains(team)) ? await teams.MembersAsync(team, ct) : [];
        var ids = (await people.VolunteersAsync(found.Values.Concat(members.Select(m => m.PersonId)), ct)).Keys.ToHashSet();
        await using var work = await db.BeginWorkAsync(ct);
        await db.LockAsync<Activity>(activityId, ct); // Two organisers who invite the same people wait for each other.
        var known = await db.Set<Invitation>().Where(i => i.ActivityId == activityId && ids.Contains(i.PersonId)).ToListAsync(ct);
        await LetBackAsync(activityId, ids, ct);
        ids.ExceptWith(known.Select(i => i.PersonId));
        var phones = names.Where(n => PhoneText.Mobile(n) is not null).ToHashSet();
        var told = found.Where(f => !phones.Contains(f.Key)).Select(f => f.Value).Concat(members.Select(m => m.PersonId)).ToHashSet();
        // Who was invited by phone and is named now is new to whoever invites: else the count would tell whose phone it was.
        var named = known.FindAll(i => i.ByPhone && told.Contains(i.PersonId));
        named.ForEach(i => i.ByPhone = false);
        var already = known.Count(i => told.Contains(i.PersonId)) - named.Count;
        foreach (var id in ids)
        {
            db.Add(new Invitation { ActivityId = activityId, PersonId = id, ByPersonId = db.Viewer.PersonId, At = clock.Now(), Words = words, ByPhone = !told.Contains(id) });
            messages.Put(id, words.Length > 0 ? ActivityMessages.InvitedWithWords : ActivityMessages.Invited, SeatNews.LinkTo(activityId), title, words);
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        List<string> unknown = [.. names.Where(n => !phones.Contains(n) && !found.ContainsKey(n))];
        return new(ids.Count(told.Contains) + named.Count, already, unknown.Count) { Phones = phones.Count, UnknownNumbers = unknown };
    }

    /// <summary>The viewer says no; the inviter hears it once.</summary>
    public async Task<bool> DeclineAsync(Guid activityId, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var invitation = await db.Set<Invitation>().SingleOrDefaultAsync(i => i.ActivityId == activityId && i.PersonId == db.Viewer.PersonId, ct);
        if (invitation is { DeclinedAt: null })
        {
            if (await TitleAsync(db.Set<Activity>().Where(a => a.EndsAt > clock.Now()), activityId, ct) is not { } title)
            {
                return false; // Over: there is nothing left to decline.
            }

            invitation.Decline(clock.Now());
            var name = (await people.FindAsync(db.Viewer.PersonId, ct))?.Name ?? "";
            messages.Put(invitation.ByPersonId, ActivityMessages.InvitationDeclined, SeatNews.RosterOf(activityId), name, title);
            await db.SaveChangesAsync(ct);
        }

        await work.CommitAsync(ct);
        return invitation is not null;
    }

    /// <summary>A team leader asks for seats for members; each is held until its member confirms. Null when this shift or these people are not the viewer's to ask for.</summary>
    /// <remarks>Runs outside of any transaction: the desk has its own.</remarks>
    public async Task<IReadOnlyList<(Guid PersonId, SeatAnswer Answer)>?> GroupAsync(Guid activityId, Guid shiftId, IReadOnlyCollection<Guid> members, CancellationToken ct)
    {
        if (!await MayBringAsync(activityId, ct) || members.Count is 0 or > MostAtOnce || !members.ToHashSet().IsSubsetOf(await OwnPeopleAsync(ct)))
        {
            return null;
        }

        var leader = db.Viewer.PersonId;
        var answers = await Task.WhenAll(members.Distinct().Select(async id =>
            (PersonId: id, Answer: await desk.AskAsync(new SeatRequest(activityId, shiftId, id, Way: SignupWay.Group, By: leader), ct))));
        return answers.All(a => a.Answer.Outcome == SeatOutcome.Missing) ? null : answers;
    }

    /// <summary>Members of all teams the viewer leads, besides the viewer.</summary>
    public async Task<HashSet<Guid>> OwnPeopleAsync(CancellationToken ct)
    {
        var own = new HashSet<Guid>();
        foreach (var team in db.Viewer.TeamIds)
        {
            own.UnionWith((await teams.MembersAsync(team, ct)).Select(m => m.PersonId));
        }

        own.Remove(db.Viewer.PersonId);
        return own;
    }

    /// <summary>Any leader may bring members where everybody may come; elsewhere only who runs the activity.</summary>
    public async Task<bool> MayBringAsync(Guid activityId, CancellationToken ct) =>
        db.Viewer.TeamIds.Count > 0
        && (await db.Set<Activity>().AnyAsync(a => a.Id == activityId && a.Recruit == RecruitScope.Public, ct)
            || await db.Set<Activity>().RunBy(db.Viewer).AnyAsync(a => a.Id == activityId, ct));

    /// <summary>Who was taken off a list and is now invited may sign up again.</summary>
    private async Task LetBackAsync(Guid activityId, HashSet<Guid> people, CancellationToken ct)
    {
        await db.LockAsync<Shift>([activityId], ct);
        var removed = await db.Set<Signup>().IgnoreQueryFilters().Where(s => s.ActivityId == activityId && people.Contains(s.VolunteerId) && s.Status == SignupStatus.Removed).ToListAsync(ct);
        removed.ForEach(s => s.Become(SignupStatus.Cancelled, clock.Now()));
    }

    /// <summary>Volunteers by what was written: a number begins with V, all else is a phone.</summary>
    private async Task<Dictionary<string, Guid>> FindAsync(IReadOnlyCollection<string> named, CancellationToken ct)
    {
        var found = new Dictionary<string, Guid>(await people.ByNumbersAsync(named.Where(n => n.StartsWith('V')), ct));
        foreach (var (phone, person) in await people.ByPhonesAsync(named.Select(PhoneText.Mobile).OfType<string>(), ct))
        {
            found.Add(phone, person);
        }

        var volunteers = await people.VolunteersAsync(found.Values, ct);
        return found.Where(f => volunteers.ContainsKey(f.Value)).ToDictionary();
    }

    /// <summary>One to a line, or with something in between; a phone may have blanks and dashes in it.</summary>
    private static string[] Split(string? named) => [.. (named ?? "")
        .Split(['\n', '\r', ',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(line => PhoneText.Mobile(line) is { } phone ? [phone] : line.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries))
        .Select(n => PhoneText.Mobile(n) ?? n.ToUpperInvariant()).Distinct().Take(MostAtOnce)];

    /// <summary>As others read it: nobody is asked to come in words that nobody said yes to.</summary>
    private async Task<string?> TitleAsync(IQueryable<Activity> activities, Guid id, CancellationToken ct) =>
        await activities.AnyAsync(a => a.Id == id, ct) ? (await approved.ReadAsync([id], ct))[id].Title : null;
}

/// <summary>What became of an invitation. Phones are counted by themselves and nothing else is said of them: whoever asks with one at a time would learn whose are known here.</summary>
/// <param name="Invited">Newly invited, by number or as members of the team.</param>
/// <param name="Already">Of those, had been invited before.</param>
/// <param name="Unknown">How many numbers belong to no volunteer.</param>
internal sealed record InvitationReply(int Invited, int Already, int Unknown)
{
    /// <summary>How many phones were written: those of volunteers get an invitation.</summary>
    public int Phones { get; init; }

    /// <summary>Which numbers belong to no volunteer.</summary>
    public IReadOnlyList<string> UnknownNumbers { get; init; } = [];

    public static readonly InvitationReply Over = new(0, 0, 0) { IsOver = true };

    /// <summary>Nobody can be invited any more: nothing was done.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOver { get; private init; }
}
