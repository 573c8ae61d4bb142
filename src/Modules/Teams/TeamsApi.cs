using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;
using Weiguang.Teams.Domain;
using Weiguang.Teams.Handover;
using Weiguang.Teams.Listing;
using Weiguang.Teams.Membership;
using Weiguang.Teams.Roster;
using Weiguang.Teams.Telling;

namespace Weiguang.Teams;

/// <summary>Teams over the API: everybody reads, volunteers come and go, leaders run the roster.</summary>
internal static class TeamsApi
{
    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        var teams = routes.MapGroup("/api/v1/teams").WithTags("Teams");
        teams.MapGet("/", ListAsync).WithSummary("Teams, newest first, by division (with everything below) and kind");
        teams.MapGet("/{id:guid}", FindAsync).WithSummary("One team");

        var own = teams.MapGroup("/{id:guid}").RequireAuthorization(Policies.SignedIn);
        own.MapPost("/join", JoinAsync).Paced(TeamVerbs.Join).WithSummary("Join or apply; repeating it changes nothing");
        own.MapPost("/leave", LeaveAsync).WithSummary("Leave, or take an application back");
        own.MapPost("/take-over", (Guid id, HandoverBook book, CancellationToken ct) => AnswerAsync(book.AnswerAsync(id, takes: true, ct))).WithSummary("Asked by its leader (hand-over): take the team over; they stay as a deputy");
        own.MapPost("/stay-deputy", (Guid id, HandoverBook book, CancellationToken ct) => AnswerAsync(book.AnswerAsync(id, takes: false, ct))).WithSummary("Asked by its leader: say no");
        own.MapGet("/broadcasts", SentAsync).WithSummary("For the team's leaders: what was told to all members, the newest first, by whom, and who has read it");
        own.MapPost("/broadcasts", TellAsync).Paced(TeamVerbs.Broadcast).WithSummary("Tell all members something in your own words, signed with your name");
        own.MapGet("/members", MembersAsync).WithSummary("Members for the team's leaders: ?state=applied or active");
        own.MapPost("/members/{personId:guid}/{step}", TakeAsync).WithSummary("approve, decline, remove, make-deputy, end-deputy, hand-over (the deputy has to say yes) or take-back, with a reason where one is due");
    }

    private static async Task<Ok<Page<TeamItem>>> ListAsync(AppDbContext db, CancellationToken ct, long division = 0, [MaxLength(LengthDoor.Word)] string? kind = null, string? cursor = null) =>
        TypedResults.Ok((await db.Living().ReadAsync(division, kind, cursor, ct)).Select(TeamItem.Of));

    private static async Task<Results<Ok<TeamDetail>, Problem>> FindAsync(Guid id, AppDbContext db, CancellationToken ct)
    {
        var team = await db.Living().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct);
        var me = await db.Set<TeamMember>().Where(m => m.TeamId == id && m.PersonId == db.Viewer.PersonId).Select(m => (MemberState?)m.State).SingleOrDefaultAsync(ct);
        return team is null ? Problems.NotFound() : TypedResults.Ok(TeamDetail.Of(team, me));
    }

    private static async Task<Results<Ok<StateAnswer>, Problem>> JoinAsync(Guid id, JoinRequest? request, MembershipBook membership, CancellationToken ct) =>
        await membership.JoinAsync(id, request?.Code, ct) switch
        {
            JoinAnswer.Joined or JoinAnswer.AlreadyIn => TypedResults.Ok(new StateAnswer("active")),
            JoinAnswer.Applied => TypedResults.Ok(new StateAnswer("applied")),
            JoinAnswer.WrongCode => Problems.Invalid("code", Phrase.Of("邀请码不对，请再问问队长。")),
            JoinAnswer.Paused => Problems.Conflict("team-paused", Phrase.Of("这支队伍暂时不收人。")),
            JoinAnswer.NotVolunteer => Problems.Conflict("not-a-volunteer", Phrase.Of("先登记成为志愿者，再来加入队伍。")),
            JoinAnswer.NoSuchTeam => Problems.NotFound(),
        };

    private static async Task<Results<Ok<StateAnswer>, Problem>> LeaveAsync(Guid id, MembershipBook membership, CancellationToken ct) =>
        await membership.LeaveAsync(id, ct) switch
        {
            LeaveAnswer.Left or LeaveAnswer.NotIn => TypedResults.Ok(new StateAnswer("left")),
            LeaveAnswer.LeaderStays => Problems.Conflict("leader-stays", Phrase.Of("队长要先把队伍交给别人，才能退出。")),
            LeaveAnswer.NoSuchTeam => Problems.NotFound(),
        };

    private static async Task<Results<Ok<Page<MemberItem>>, Problem>> MembersAsync(
        Guid id, AppDbContext db, PersonDirectory people, CancellationToken ct, MemberState state = MemberState.Active)
    {
        if (!await db.Set<Team>().RunBy(db.Viewer).AnyAsync(t => t.Id == id, ct))
        {
            return Problems.NotFound();
        }

        if (state is not (MemberState.Applied or MemberState.Active))
        {
            return Problems.Invalid("state", Phrase.Of("这一项没有填，或者填得不对"));
        }

        var members = await RosterLine.ReadAsync(db, people, id, state, ct);
        return TypedResults.Ok(new Page<MemberItem>([.. members.Select(MemberItem.Of)], null));
    }

    private static async Task<Results<Ok<Page<SentBroadcast>>, Problem>> SentAsync(Guid id, TeamBroadcasts book, CancellationToken ct) =>
        await book.ReadAsync(id, ct) is { } sent ? TypedResults.Ok(new Page<SentBroadcast>(sent, null)) : Problems.NotFound();

    private static async Task<Results<Ok<BroadcastReply>, Problem>> TellAsync(Guid id, TellRequest input, TeamBroadcasts book, CancellationToken ct) => await book.SendAsync(id, input.Words, ct) switch
    {
        null => Problems.NotFound(),
        { Refusal: { } refusal } => Problems.Invalid("words", BroadcastBook.Words(refusal)),
        { } reply => TypedResults.Ok(reply),
    };

    private static async Task<Results<Ok<StateAnswer>, Problem>> TakeAsync(
        Guid id, Guid personId, [MaxLength(LengthDoor.Word)] string step, StepRequest? request, RosterBook roster, CancellationToken ct)
    {
        if (WordDoor.Read<RosterStep>(step) is not { } taken)
        {
            return Problems.NotFound();
        }

        if (RosterForm.Mistake(taken, request?.Reason) is { } mistake)
        {
            return Problems.Invalid("reason", mistake);
        }

        return await AnswerAsync(roster.TakeAsync(taken, id, personId, request?.Reason?.Trim() ?? "", ct));
    }

    private static async Task<Results<Ok<StateAnswer>, Problem>> AnswerAsync(Task<StepAnswer> step) =>
        await step is { IsDone: false } answer ? answer.Problem() : TypedResults.Ok(new StateAnswer("done"));
}

internal sealed record JoinRequest([property: MaxLength(LengthDoor.Word)] string? Code);

internal sealed record TellRequest([property: MaxLength(BroadcastBook.LongestWords)] string? Words);

internal sealed record StepRequest([property: MaxLength(RosterForm.LongestReason)] string? Reason);

internal sealed record StateAnswer(string State);

/// <param name="Kind">A code of the 8+N kinds; <paramref name="KindName"/> in the caller's language.</param>
internal sealed record TeamItem(Guid Id, string Name, string Kind, string KindName, long Division, int Members, TeamState State, JoinMode JoinMode)
{
    public static TeamItem Of(TeamLine t) =>
        new(t.Id, t.Name, t.Kind, TeamKinds.Name(t.Kind), t.DivisionCode, t.Members, t.State, t.JoinMode);
}

/// <param name="Mine">The caller's own place in it: applied, active, declined, left, removed; null for none.</param>
internal sealed record TeamDetail(
    Guid Id, string Name, string Kind, string KindName, long Division, int Members, TeamState State, JoinMode JoinMode, string Description, string[] Categories, DateTime CreatedAt, MemberState? Mine)
{
    public static TeamDetail Of(Team t, MemberState? mine) => new(
        t.Id, t.Name, t.Kind, TeamKinds.Name(t.Kind), t.DivisionCode, t.Members, t.State, t.JoinMode,
        t.Description, t.Categories, t.CreatedAt, mine);
}

internal sealed record MemberItem(Guid PersonId, string Name, string Phone, TeamRole Role, DateTime Since)
{
    public static MemberItem Of(RosterLine m) => new(m.Id, m.Name, m.Phone, m.Role, m.Since);
}
