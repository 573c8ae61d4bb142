using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Kernel.Security;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.People.Cards;
using Weiguang.People.Domain;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Activities.Kiosks;

namespace Weiguang.Tests.Hours.Evidence;

/// <summary>A kiosk's clock is its owner's: what it says late nobody has to believe.</summary>
public class KioskTricksTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Scans invented on the day after, for somebody whom everybody had missed.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Who_was_missed_comes_in_by_a_late_scan_with_their_own_word_and_one_from_outside(string database)
    {
        var at = await BuildAsync(database);
        at.App.Clock.Advance(TimeSpan.FromMinutes(170)); // Over, and its slack.
        await Presences.WalkAsync(at.App);
        using (var scope = at.App.Scope())
        {
            Assert.Equal(SignupStatus.NoShow, await scope.Db.Set<Signup>().Where(s => s.VolunteerId == at.Volunteer).Select(s => s.Status).SingleAsync(Ct));
        }

        Assert.Equal(["in", "out"], await at.SendAsync(at.Scan("in", at.Start.AddMinutes(12)), at.Scan("out", at.Start.AddMinutes(100))));
        var record = await at.RecordAsync();

        Assert.Equal((RecordState.Unconfirmed, EvidenceGrade.C, true), (record.State, record.Grade, record.IsLate));
        Assert.Contains("“{0}”结束以后，签到机才传来您的签到，{1} 分钟。请您看看对不对，点一下确认；没有经手的工作人员还要核实。", await at.App.ToldAsync(at.Volunteer));
        Assert.Equal(403, await at.ConfirmAsync(at.Door.Lead, record));
        Assert.Equal(204, await at.ConfirmAsync(at.Volunteer, record));
        Assert.Equal(RecordState.Unconfirmed, (await at.RecordAsync()).State);
        Assert.Equal(403, await at.ConfirmAsync(at.Door.Lead, record));
        Assert.Equal(204, await at.ConfirmAsync(await at.App.PersonWithAsync(Role.Coordinator, TestPeople.County), record));
        Assert.Equal(RecordState.Posted, (await at.RecordAsync()).State);
    }

    /// <summary>The organiser ticks them out, the hours wait for the volunteer's word; then the kiosk finds its network.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_earlier_leaving_that_comes_home_late_takes_minutes_off_what_waits_for_a_word(string database)
    {
        var at = await BuildAsync(database);
        at.App.Clock.Advance(TimeSpan.FromMinutes(12));
        await at.SendAsync(at.Scan("in", at.Start.AddMinutes(12)));
        at.App.Clock.Advance(TimeSpan.FromMinutes(90));
        Assert.True((await at.Door.TickAsync(await at.App.ProgramOfAsync(at.Door.Lead), new { end = "out", ticks = new[] { new { volunteerId = at.Volunteer } } }))[0].GetProperty("good").GetBoolean());
        var before = await at.RecordAsync();
        Assert.Equal((RecordState.Unconfirmed, 90), (before.State, before.Minutes));

        await at.SendAsync(at.Scan("out", at.Start.AddMinutes(72)));
        Assert.Equal((RecordState.Unconfirmed, 60), ((await at.RecordAsync()).State, (await at.RecordAsync()).Minutes));
        Assert.Equal(204, await at.ConfirmAsync(at.Volunteer, before));
        Assert.Equal(60, (await at.RecordAsync()).Minutes);
        await at.SendAsync(at.Scan("out", at.Start.AddMinutes(52))); // Read later than what its log has read already: nobody vouches for it.
        Assert.Equal((RecordState.Posted, 60), ((await at.RecordAsync()).State, (await at.RecordAsync()).Minutes));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_signed_code_is_a_card_when_it_comes_home_in_time_and_else_the_word_of_who_sends_it(string database)
    {
        var at = await BuildAsync(database);
        using var phone = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var q = phone.ExportParameters(false).Q;
        using var registered = await (await at.App.ProgramOfAsync(at.Volunteer)).PostAsJsonAsync("/api/v1/me/card-keys", new { publicKey = Base64Url.EncodeToString([4, .. q.X!, .. q.Y!]) }, Ct);
        Assert.True(registered.IsSuccessStatusCode);
        at.App.Clock.Advance(TimeSpan.FromMinutes(30)); // No network since.

        Assert.Equal(["in"], await at.SendAsync(at.Scan("in", at.Start.AddMinutes(12), at.Show(phone, at.Start.AddMinutes(12)))));
        Assert.Equal(ProofKinds.Card, (await at.Door.PresenceAsync(at.Volunteer))!.InProof);
        at.App.Clock.Advance(TimeSpan.FromMinutes(140));
        Assert.Equal(["out"], await at.SendAsync(at.Scan("out", at.Start.AddMinutes(100), at.Show(phone, at.Start.AddMinutes(100)))));

        var there = await at.Door.PresenceAsync(at.Volunteer);
        Assert.Equal((ProofKinds.Card, ProofKinds.Number, false), (there!.InProof, there.OutProof, there.IsLate)); // After the shift and its slack.
        Assert.Equal((RecordState.Unconfirmed, EvidenceGrade.C), ((await at.RecordAsync()).State, (await at.RecordAsync()).Grade));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_picture_of_a_code_held_before_a_kiosk_counts_as_a_number_and_says_so(string database)
    {
        var at = await BuildAsync(database);
        using var phone = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        at.App.Clock.Advance(TimeSpan.FromMinutes(20));
        var unknown = at.Scan("in", at.Start.AddMinutes(12), at.Show(phone, at.Start.AddMinutes(12)));

        var replies = await at.RepliesAsync(unknown);

        Assert.Equal("记上了。证上的码核对不上，只当报了号码，要本人再确认。", replies[0].GetProperty("message").GetString());
        Assert.Equal(ProofKinds.Number, (await at.Door.PresenceAsync(at.Volunteer))!.InProof);
    }

    /// <summary>Whoever runs the shift opens a kiosk without a key and says that somebody left after eight minutes, whose own phone has shown the whole of it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_cuts_hours_that_stand_by_a_reading_they_made_up(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var number = VolunteerNumber.Make(TestPeople.Village, fair.Start, Random.Shared.Next(10_000, 900_000));
        var person = await fair.ThereAsync(0, 115);
        using (var scope = app.Scope())
        {
            await scope.Db.Set<Volunteer>().IgnoreQueryFilters().Where(v => v.PersonId == person).ExecuteUpdateAsync(set => set.SetProperty(v => v.Number, number), Ct);
        }

        await fair.SettleAsync(131);
        Assert.Equal((RecordState.Posted, 115), ((await fair.RecordAsync(person)).State, (await fair.RecordAsync(person)).Minutes));
        var kiosk = await KioskDevice.OpenAsync(app, fair.Activity, fair.Lead, hasLog: false);
        await kiosk.AnswersAsync(kiosk.Unlogged(number, "out", fair.Start.AddMinutes(8)));
        await fair.SettleAsync(150);

        Assert.Equal((RecordState.Posted, 115), ((await fair.RecordAsync(person)).State, (await fair.RecordAsync(person)).Minutes));
        Assert.Equal(115, await fair.BalanceAsync(person));
    }

    /// <summary>The same with a kiosk whose log is whole: it vouches for the moment, not for who typed the number. Before the record is made and after.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_typed_leaving_that_comes_home_late_says_nothing_against_the_volunteers_own_phone(string database)
    {
        foreach (var isRecorded in new[] { false, true })
        {
            var at = await BuildAsync(database);
            await at.OwnAsync("in", at.Start.AddMinutes(10));
            at.App.Clock.Set(new(at.Start.AddMinutes(30), TimeSpan.Zero));
            var typed = at.Scan("out", at.Start.AddMinutes(30));
            at.App.Clock.Set(new(at.Start.AddMinutes(129), TimeSpan.Zero));
            await at.OwnAsync("out", at.Start.AddMinutes(129));
            if (isRecorded)
            {
                Assert.Equal(119, (await at.RecordAsync()).Minutes);
            }

            await at.SendAsync(typed);

            Assert.Equal(119, (await at.RecordAsync()).Minutes);
        }
    }

    private async Task<Kiosk> BuildAsync(string database)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        var start = app.Clock.GetUtcNow().UtcDateTime;
        var number = VolunteerNumber.Make(TestPeople.Village, start, Random.Shared.Next(10_000, 900_000));
        var volunteer = await door.SeatedAsync("王秀英", number);
        using (var scope = app.Scope())
        {
            await scope.Db.Set<Volunteer>().IgnoreQueryFilters().Where(v => v.PersonId == volunteer).ExecuteUpdateAsync(set => set.SetProperty(v => v.Number, number), Ct);
        }

        return new(app, door, volunteer, number, start, await KioskDevice.OpenAsync(app, door.Activity, await app.ProgramOfAsync(door.Lead)));
    }

    private sealed record Kiosk(TestApp App, DoorStep Door, Guid Volunteer, string Number, DateTime Start, KioskDevice Device)
    {
        public object Scan(string end, DateTime at, string? card = null) => Device.Read(Number, end, at, card);

        public string Show(ECDsa phone, DateTime at)
        {
            var step = new DateTimeOffset(at).ToUnixTimeSeconds() / CardCode.StepSeconds;
            return $"https://localhost/volunteers/{Number}?t={step}&s={Base64Url.EncodeToString(phone.SignData(Encoding.UTF8.GetBytes(CardCode.Signed(Number, step)), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
        }

        public async Task<List<JsonElement>> RepliesAsync(params object[] scans) => [.. (await Device.SendAsync(scans, await App.ProgramOfAsync(Door.Lead))).GetProperty("items").EnumerateArray()];

        public async Task<List<string>> SendAsync(params object[] scans) => (await RepliesAsync(scans)).ConvertAll(r => r.GetProperty("answer").GetString()!);

        /// <summary>Position of the volunteer's own phone.</summary>
        public async Task OwnAsync(string end, DateTime at)
        {
            App.Clock.Set(new(at, TimeSpan.Zero));
            using var done = await (await App.ProgramOfAsync(Volunteer)).PostAsJsonAsync($"/api/v1/activities/{Door.Activity}/check-{end}", new { lat = 45.3373, lon = 122.7851, accuracy = 20 }, Ct);
            Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync(Ct));
        }

        public async Task<ServiceRecord> RecordAsync()
        {
            App.Clock.Advance(TimeSpan.FromMinutes(16));
            await Presences.WalkAsync(App);
            using var scope = App.Scope();
            return await scope.Db.Set<ServiceRecord>().AsNoTracking().SingleAsync(r => r.SourceId == Door.Activity && r.VolunteerId == Volunteer, Ct);
        }

        public async Task<int> ConfirmAsync(Guid who, ServiceRecord record)
        {
            using var answer = await (await App.ProgramOfAsync(who)).PostAsJsonAsync($"/api/v1/hours/{Door.Activity}/records/{record.Id}/confirm", new { }, Ct);
            return (int)answer.StatusCode;
        }
    }
}
