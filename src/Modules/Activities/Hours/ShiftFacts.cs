using Weiguang.Activities.Domain;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Activities.Hours;

/// <summary>What the records of one shift take over from the activity.</summary>
internal sealed record ShiftFacts(Activity Activity, Shift Shift, string Content, Sealed LeadName, RoundingRule? Rounding)
{
    public ShiftTime Time => new(Shift.StartsAt, Shift.EndsAt, Activity.SlackMinutes, Shift.BreakMinutes);

    public static async Task<ShiftFacts?> ReadAsync(AppDbContext db, PersonDirectory people, Vault vault, Guid activityId, Guid shiftId, CancellationToken ct)
    {
        var row = await (from shift in db.Set<Shift>()
                         join activity in db.Set<Activity>() on shift.ActivityId equals activity.Id
                         join post in db.Set<Post>() on new { shift.ActivityId, Id = shift.PostId } equals new { post.ActivityId, post.Id }
                         where shift.ActivityId == activityId && shift.Id == shiftId
                         select new { activity, shift, post.Name, post.Duties }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (row is null)
        {
            return null;
        }

        var lead = await people.FindAsync(row.activity.LeadId, ct);
        var content = row.Duties.Length > 0 ? $"{row.Name}：{row.Duties}" : row.Name;
        return new(row.activity, row.shift, content, vault.Seal(Personal.Name, lead?.Name), await db.RoundingAsync(row.activity.DivisionCode, ct));
    }

    /// <summary>A record of somebody's service in this shift, not counted yet.</summary>
    public ServiceRecord Record(Guid volunteerId, DateTime fromAt, ProofKinds inProof, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        ActivityId = Activity.Id,
        ShiftId = Shift.Id,
        VolunteerId = volunteerId,
        DivisionCode = Activity.DivisionCode,
        TeamId = Activity.TeamId,
        Title = Activity.Title,
        Category = Activity.Category,
        Place = Activity.Place,
        Content = Content,
        Organiser = Activity.Organiser,
        LeadId = Activity.LeadId,
        LeadName = LeadName,
        FromAt = fromAt,
        InProof = inProof,
    };

    public int MinutesOf(DateTime inAt, DateTime outAt) => HourRules.Count(Time, inAt, outAt, Rounding);
}
