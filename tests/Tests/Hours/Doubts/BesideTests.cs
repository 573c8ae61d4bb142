using Microsoft.EntityFrameworkCore;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Anomalies.Rules;
using Weiguang.Hours.Domain;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>Friends, or a list, spread over the posts of one activity show no less than at one.</summary>
public class BesideTests
{
    private static readonly DateTime Nine = new(2026, 9, 1, 1, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Activity = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Six friends, one phone, each at a post of their own.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task One_phone_at_six_posts_holds_all_six(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app, change: SixPosts);
        var posts = await PostsAsync(app, fair.Activity);
        var people = new List<Guid>();
        foreach (var (i, post) in posts.Index())
        {
            people.Add(await fair.ThereAsync(i, 115 + (i % 2), device: "p1", shift: post));
        }

        var honest = await fair.ThereAsync(0, 118, device: "own");
        await fair.SettleAsync(121);

        using var scope = app.Scope();
        var records = await scope.Db.Set<ServiceRecord>().Where(r => r.SourceId == fair.Activity).ToListAsync(Ct);
        Assert.Equal(people.Order(), records.Where(r => r is { HeldAt: not null, State: RecordState.Proven }).Select(r => r.VolunteerId).Order());
        Assert.Equal(RecordState.Posted, records.Single(r => r.VolunteerId == honest).State);
        var cases = await scope.Db.Set<AnomalyCase>().Where(c => c.SourceId == fair.Activity).ToListAsync(Ct);
        Assert.Equal(posts.Order(), cases.Select(c => c.EngagementId).Order()); // Records wait by shift, and each says how many there are in all.
        Assert.All(cases, c => Assert.Equal((AnomalyKind.Device, "6"), (c.Kind, Assert.Single(c.Arguments))));
    }

    [Fact]
    public void Posts_of_one_hour_stand_together_and_the_next_hour_does_not()
    {
        var (post, other, later, elsewhere) = (At(Nine, 2), At(Nine.AddMinutes(30), 1), At(Nine.AddHours(2), 2), At(Nine, 2, Guid.CreateVersion7()));

        Assert.Equal([.. new[] { post.Id, other.Id }.Order()], Beside.Of([post, other, later, elsewhere]).With([post.Id]).Order());
        Assert.Equal([.. new[] { post.Id, other.Id, later.Id }.Order()], Beside.Of([post, other, later, elsewhere], TimeSpan.FromHours(6)).With([later.Id]).Order());
    }

    [Fact]
    public void One_picture_of_the_code_read_at_three_posts_is_found_at_each()
    {
        var posts = new[] { At(Nine, 2), At(Nine, 2), At(Nine, 2) };
        List<Tick> ticks = [.. posts.SelectMany(p => new[] { (ProofEnd.In, Nine), (ProofEnd.Out, Nine.AddHours(2)) }.Select(end => new Tick(Activity, p.Id, p.Id, ProofKinds.RotatingCode, end.Item2.AddSeconds(40), $"{p.Id}", null) { End = end.Item1, ShownAt = end.Item2, IsNumberAsked = true, IsNumberTold = true }))];
        IEnumerable<Hit> Rule(IEnumerable<Tick> some) => ForwardRules.Forwarded(some, Limits.National(AnomalyKind.Forwarded));

        var hits = Beside.Of(posts).Find(ticks, Rule).ToList();
        Assert.Equal(posts.Select(p => (p.Id, p.Id)).Order(), hits.Select(h => (h.EngagementId, Assert.Single(h.VolunteerIds))).Order());
        Assert.Equal(3, hits.Select(h => h.Facts).Distinct().Count());
        Assert.Empty(Rule(ticks)); // Each by itself shows nothing.
    }

    /// <summary>A kiosk without a log says when they came; the same hand's own tick hours later, and its ruling between the two, vouch for nothing.</summary>
    [Fact]
    public void What_was_noted_at_another_time_does_not_vouch_for_a_kiosk()
    {
        var (shift, who, lead) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        Tick Read(ProofEnd end, int minute, bool isUnvouched, Guid? by) => new(Activity, shift, who, ProofKinds.Word, Nine.AddMinutes(minute), "", by) { End = end, IsUnvouched = isUnvouched };
        List<Tick> ticks = [Read(ProofEnd.In, 0, true, lead), Read(ProofEnd.In, 170, false, lead), Read(ProofEnd.In, 0, true, lead), Read(ProofEnd.Out, 175, false, lead)];
        List<Hit> Found(int cameAt) => [.. AnomalyRules.Kiosk([new(who, Activity, shift, "", Nine.AddMinutes(cameAt), Nine.AddMinutes(175), true, null)], ticks, Limits.National(AnomalyKind.Kiosk))];

        Assert.Single(Found(0));
        Assert.Empty(Found(170)); // Their word for the minutes since then is a word, and no kiosk's.
        ticks.Add(Read(ProofEnd.In, 2, false, null));
        Assert.Empty(Found(0)); // The volunteer's own phone was there as well.
    }

    private static void SixPosts(Activity activity)
    {
        var first = activity.Shifts[0];
        for (var i = 0; i < 5; i++)
        {
            var post = new Post { ActivityId = activity.Id, Name = $"岗位{i}" };
            activity.Posts.Add(post);
            activity.Shifts.Add(new Shift { ActivityId = activity.Id, PostId = post.Id, Capacity = 5, StartsAt = first.StartsAt, EndsAt = first.EndsAt });
        }
    }

    private static async Task<List<Guid>> PostsAsync(TestApp app, Guid activity)
    {
        using var scope = app.Scope();
        return await scope.Db.Set<Shift>().Where(s => s.ActivityId == activity).Select(s => s.Id).ToListAsync(Ct);
    }

    private static Engagement At(DateTime startsAt, int hours, Guid? activity = null) => new("activity", activity ?? Activity, Guid.CreateVersion7())
    {
        DivisionCode = 0, TeamId = null, LeadId = Guid.Empty, Title = "", Category = "", Place = "", Position = null, Content = "", Organiser = "",
        StartsAt = startsAt, EndsAt = startsAt.AddHours(hours), SlackMinutes = 30, BreakMinutes = 0, IsCancelled = false, IsWindow = false, Terms = [],
    };
}
