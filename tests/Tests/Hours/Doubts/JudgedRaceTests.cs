using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weiguang.Activities.Serving;
using Weiguang.Hours.Domain;
using Weiguang.Tests.Activities;

namespace Weiguang.Tests.Hours.Doubts;

/// <summary>Somebody upholds a case at the very moment in which a record would be made of whom it is about: what they judge is done first, and then it is read.</summary>
public class JudgedRaceTests
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(700);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_is_asked_for_their_end_whose_case_is_upheld_meanwhile(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.ThereAsync(0, null);
        var found = await CaseAsync(fair, person);
        app.Clock.Set(new DateTimeOffset(fair.Start.AddMinutes(151), TimeSpan.Zero));

        await WhileUpheldAsync(fair, found, () => Task.Run(
            async () =>
            {
                using var scope = app.Scope();
                Assert.True(await scope.Get<ShiftEnds>().SettleAsync(fair.Activity, fair.Shift, Ct));
            },
            Ct));

        Assert.Empty(await RecordsAsync(fair, person));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task No_entry_afterwards_is_approved_of_whom_a_case_is_upheld_meanwhile(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.SeatedAsync();
        await fair.SettleAsync(200);
        var backfill = await SubmitAsync(fair, person);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(person), $"backfills/{backfill}/agreement", new { agreed = true }));
        var found = await CaseAsync(fair, person);
        var status = 0;

        await WhileUpheldAsync(fair, found, async () => status = await fair.PostAsync(fair.Staff, $"backfills/{backfill}/decision", new { approved = true, decision = "照片属实" }));

        Assert.Equal(400, status);
        Assert.Empty(await RecordsAsync(fair, person));
    }

    /// <summary>Upholds it in a transaction that is still open when the other begins.</summary>
    private static async Task WhileUpheldAsync(Presences fair, Guid found, Func<Task> other)
    {
        Task meanwhile;
        using (var scope = fair.App.Scope())
        {
            await using var work = await scope.Db.BeginWorkAsync(Ct);
            var held = Assert.Single(await scope.Db.LockUnscopedAsync<AnomalyCase>([fair.Activity], [found], Ct));
            meanwhile = other();
            await Task.Delay(Slow, Ct);
            held.Enter(AnomalyState.Upheld, "没有人来", fair.StaffId, fair.App.Clock.GetUtcNow().UtcDateTime);
            await scope.Db.SaveChangesAsync(Ct);
            await work.CommitAsync(Ct);
        }

        await meanwhile;
    }

    private static async Task<Guid> CaseAsync(Presences fair, Guid person)
    {
        using var scope = fair.App.Scope();
        var opened = new AnomalyCase
        {
            SourceId = fair.Activity, Kind = AnomalyKind.Device, Facts = $"{person:N}", DivisionCode = TestPeople.Village, TeamId = null, Title = "清理河道", Organiser = "那金村志愿服务队", LeadId = fair.LeadId, Evidence = "", Arguments = [],
            EngagementId = fair.Shift, VolunteerIds = [person], At = fair.Start,
        };
        scope.Db.Add(opened);
        await scope.Db.SaveChangesAsync(Ct);
        return opened.Id;
    }

    private static async Task<Guid> SubmitAsync(Presences fair, Guid person)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{fair.Shift}"), "engagementId" },
            { new StringContent(fair.Start.ToString("O")), "fromAt" },
            { new StringContent(fair.Start.AddMinutes(120).ToString("O")), "untilAt" },
            { new StringContent("村里停电，手机没信号"), "reason" },
            { new StringContent("true"), "declared" },
            { new StringContent($"{person}"), "volunteerIds" },
            { new ByteArrayContent(Pictures.Scene(77_001)), "photos", "a.png" },
        };
        using var answer = await fair.Lead.PostAsync($"/api/v1/hours/{fair.Activity}/backfills", form, Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
    }

    private static async Task<List<ServiceRecord>> RecordsAsync(Presences fair, Guid person)
    {
        using var scope = fair.App.Scope();
        return await scope.Db.Set<ServiceRecord>().AsNoTracking().Where(r => r.SourceId == fair.Activity && r.VolunteerId == person && r.State != RecordState.Void).ToListAsync(Ct);
    }
}
