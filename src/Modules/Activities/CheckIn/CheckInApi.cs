using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>Checking in and out over HTTP: volunteers for themselves, organisers for others.</summary>
internal static class CheckInApi
{
    public static void MapCheckInApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/activities/{id:guid}").WithTags("Check-in").RequireAuthorization(Policies.SignedIn);
        api.MapPost("check-in", (Guid id, PresenceInput input, HttpContext http, SelfCheckIn self, IStringLocalizer phrases, CancellationToken ct) => ProveAsync(id, ProofEnd.In, input, http, self, phrases, ct))
            .WithMetadata(new SettlesElsewhere()).WithSummary("Check in with the organiser's code, a position, or both");
        api.MapPost("check-out", (Guid id, PresenceInput input, HttpContext http, SelfCheckIn self, IStringLocalizer phrases, CancellationToken ct) => ProveAsync(id, ProofEnd.Out, input, http, self, phrases, ct))
            .WithMetadata(new SettlesElsewhere()).WithSummary("Check out in the same ways");
        api.MapPost("still-here", (Guid id, PresenceInput input, HttpContext http, SelfCheckIn self, IStringLocalizer phrases, CancellationToken ct) => ProveAsync(id, ProofEnd.Seen, input, http, self, phrases, ct))
            .WithMetadata(new SettlesElsewhere()).WithSummary("Show in between that you are still there");
        api.MapGet("attendance", ListAsync).WithSummary("Who is expected and who is there; for whoever runs the activity");
        api.MapPost("attendance", TickAsync).Paced(ActivityVerbs.BringHome).WithMetadata(new SettlesElsewhere(), new NotRemembered()).WithSummary("Check others in or out, up to 500 at once, by id (ticked on a list) or by the number on their card");
    }

    private static async Task<Results<Ok<PresenceView>, Problem>> ProveAsync(Guid id, ProofEnd end, PresenceInput input, HttpContext http, SelfCheckIn self, IStringLocalizer phrases, CancellationToken ct)
    {
        var reply = await self.ProveAsync(id, end, input, http, ct);
        if (reply.Answer is not { IsGood: true } && !await MayKnowAsync(http.RequestServices.GetRequiredService<AppDbContext>(), id, ct))
        {
            return Problems.NotFound();
        }

        return reply.Answer switch
        {
            null => Problems.Invalid(reply.Field, reply.Argument is { } argument ? phrases[reply.Message, argument] : reply.Message),
            { Outcome: ProofOutcome.Missing } => Problems.NotFound(),
            { IsGood: true } answer => TypedResults.Ok(PresenceView.Of(answer, phrases[reply.Words(end)], reply.AsksNumber)),
            var answer => new Problem(409, "check-in-refused", Phrase.Of("现在不能签到或签退")) { Facts = { ["answer"] = answer.Outcome, ["message"] = phrases[answer.Words(end)].Value, ["opensAt"] = answer.OpensAt } },
        };
    }

    private static async Task<bool> MayKnowAsync(AppDbContext db, Guid id, CancellationToken ct) =>
        await db.Set<Activity>().AnyAsync(a => a.Id == id, ct) || await db.Set<Signup>().AnyAsync(s => s.ActivityId == id && s.VolunteerId == db.Viewer.PersonId, ct);

    private static async Task<Results<Ok<Page<AttendanceItem>>, Problem>> ListAsync(Guid id, Roster roster, CancellationToken ct, Guid? shift = null) =>
        await roster.FindAsync(id, ct) is null
            ? Problems.NotFound()
            : TypedResults.Ok(new Page<AttendanceItem>([.. (await roster.ReadAsync(id, shift, ct)).Select(AttendanceItem.Of)], null));

    private static async Task<Results<Ok<Page<TickReply>>, Problem>> TickAsync(Guid id, TicksInput input, HttpContext http, Roster roster, StaffCheckIn staff, IStringLocalizer phrases, CancellationToken ct)
    {
        if (await roster.FindAsync(id, ct) is not { } activity)
        {
            return Problems.NotFound();
        }

        if (input.Ticks is not { Count: > 0 and <= StaffCheckIn.Most } ticks)
        {
            return Problems.Invalid("ticks", Phrase.Of("一次登记 1 到 500 人"));
        }

        var replies = await staff.TickAsync(activity, input.ShiftId, input.End, ticks, http, ct);
        return TypedResults.Ok(new Page<TickReply>([.. replies.Select(r => r with { Message = phrases[r.Message] })], null));
    }
}

internal sealed record TicksInput(ProofEnd End, [property: MaxLength(StaffCheckIn.Most)] IReadOnlyList<Tick>? Ticks, Guid? ShiftId = null);

/// <param name="Answer">in, out, seen, already-in, already-out or replayed.</param>
/// <param name="Message">The same as a sentence in the caller's language.</param>
/// <param name="AsksNumber">The number that is told at the door is asked for: <c>POST …/door-number</c>. Without it the scan counts as the own phone's word alone.</param>
internal sealed record PresenceView(ProofOutcome Answer, string Message, DateTime? InAt, DateTime? OutAt, Guid? ShiftId, bool AsksNumber = false)
{
    public static PresenceView Of(ProofAnswer answer, string message, bool asksNumber) => new(answer.Outcome, message, answer.InAt, answer.OutAt, answer.ShiftId, asksNumber);
}

/// <param name="Phone">Masked.</param>
/// <param name="InProof">How the arrival was proven: rotating-code, scan (a rotating code without the number of the door), card (signed by the phone), number (of a card), position, word; several with commas.</param>
internal sealed record AttendanceItem(
    Guid VolunteerId, Guid ShiftId, string Name, string Phone, DateTime? InAt, string? InProof, DateTime? SeenAt, DateTime? OutAt, string? OutProof, bool Disputed)
{
    public static AttendanceItem Of(RosterRow row) => new(
        row.VolunteerId, row.ShiftId, row.Name, row.Phone, row.Presence?.InAt, Words(row.Presence?.InProof), row.Presence?.SeenAt, row.Presence?.OutAt, Words(row.Presence?.OutProof),
        row.Presence?.IsDisputed == true);

    private static string? Words(ProofKinds? kinds) => kinds is null or ProofKinds.None ? null
        : string.Join(',', Enum.GetValues<ProofKinds>().Where(k => k != ProofKinds.None && kinds.Value.HasFlag(k)).Select(k => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(k.ToString())));
}
