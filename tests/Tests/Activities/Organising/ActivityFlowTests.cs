using FsCheck;
using FsCheck.Fluent;
using Weiguang.Activities.Domain;

namespace Weiguang.Tests.Activities.Organising;

public class ActivityFlowTests
{
    private static readonly DateTime Now = new(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc);

    private static readonly Gen<(ActivityAction Action, ActivityParty Party)> Tries =
        from action in Gen.Elements(Enum.GetValues<ActivityAction>())
        from party in Gen.Elements(ActivityParty.None, ActivityParty.Organiser, ActivityParty.Reviewer, ActivityParty.Clock, ActivityParty.Organiser | ActivityParty.Reviewer)
        select (action, party);

    [Fact]
    public void Whatever_is_tried_the_story_tells_the_whole_way() => Prop.ForAll(Tries.ListOf().ToArbitrary(), tries =>
    {
        var activity = New();
        var (steps, version) = (0, activity.Version);
        foreach (var (action, party) in tries)
        {
            var before = activity.Status;
            var allowed = ActivityFlow.Table.Allowed(before, party).Contains(action) && (action != ActivityAction.Withdraw || activity.PublishedAt is not null); // Only of what was out.
            var taken = activity.Take(action, Guid.NewGuid(), party, Now);
            steps += taken ? 1 : 0;
            if (taken != allowed || (!taken && activity.Status != before) || (taken && activity.Version != ++version))
            {
                return false;
            }
        }

        var story = activity.Story;
        return story.Count == steps && activity.StoryLength == steps
            && story.Select(e => e.Sequence).SequenceEqual(Enumerable.Range(1, steps))
            && story.Select(e => e.From).SequenceEqual(story.Select(e => e.To).Prepend(ActivityStatus.Draft).Take(steps))
            && (story.Count == 0 ? ActivityStatus.Draft : story[^1].To) == activity.Status;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_published_without_somebody_entitled() => Prop.ForAll(Tries.ListOf().ToArbitrary(), tries =>
    {
        var activity = New();
        foreach (var (action, party) in tries)
        {
            activity.Take(action, Guid.NewGuid(), party, Now);
        }

        var firstOut = activity.Story.Find(e => e.To == ActivityStatus.Published);
        return (activity.PublishedAt is not null) == (firstOut is not null) && firstOut?.Action is null or ActivityAction.Publish or ActivityAction.Approve;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_closed_or_called_off_stays_so()
    {
        foreach (var end in new[] { ActivityStatus.Closed, ActivityStatus.Cancelled })
        {
            Assert.DoesNotContain(ActivityFlow.Table.Steps, step => step.From == end);
        }
    }

    [Fact]
    public void Only_reviewers_decide() =>
        Assert.All(ActivityFlow.Table.Steps.Where(s => s.Action is ActivityAction.Approve or ActivityAction.Reject), s => Assert.Equal(ActivityParty.Reviewer, s.By));

    private static Activity New() => new()
    {
        Title = "清理河道",
        Category = "0006",
        DivisionCode = TestPeople.Village,
        Organiser = "队",
        LeadId = Guid.Empty,
        OpensAt = Now,
        ClosesAt = Now,
        StartsAt = Now,
        EndsAt = Now,
        CreatedAt = Now,
    };
}
