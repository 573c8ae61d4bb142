using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Weiguang.Activities.CheckIn;
using Weiguang.Activities.CheckIn.Kiosks.Logs;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.People.Domain;

namespace Weiguang.Tests.Activities.Kiosks;

/// <summary>A kiosk brings home the log it kept: what does not follow on it, or cannot have been then, is a word, and somebody looks at it.</summary>
public class KioskLogTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<string, Bent> Bends => new(new TestDatabases().Select(row => row.Data), Enum.GetValues<Bent>());

    public enum Bent
    {
        /// <summary>A scan taken out before the others came home.</summary>
        Gap,

        /// <summary>The log gone on with from before what came home.</summary>
        Fork,

        /// <summary>One entry changed after it was signed.</summary>
        Changed,

        /// <summary>By another key than the kiosk was opened with: its storage was lost, or never was its own.</summary>
        OtherKey,

        /// <summary>Beside the log.</summary>
        Unlogged,

        /// <summary>The device's clock set back by the page that has been open since.</summary>
        SetBack,

        /// <summary>Before a moment at which the kiosk had nothing more than the server.</summary>
        BeforeContact,
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_read_without_network_comes_home_in_one_chain(string database)
    {
        var at = await BuildAsync(database);
        var scans = new List<object>();
        for (var i = 0; i < at.Numbers.Count; i++)
        {
            at.App.Clock.Advance(TimeSpan.FromMinutes(3));
            scans.Add(at.Kiosk.Read(at.Numbers[i]));
        }

        at.App.Clock.Advance(TimeSpan.FromMinutes(20));
        var reply = await at.Kiosk.SendAsync(scans);

        Assert.All(KioskDevice.Answers(reply), a => Assert.Equal("in", a));
        Assert.False(reply.GetProperty("isBroken").GetBoolean());
        Assert.All(await at.ProofsAsync(), p => Assert.Equal((ProofKinds.Number, false), (p.Kinds, p.IsUnvouched)));
        Assert.Equal((at.Numbers.Count, at.Kiosk.Reach.Head, LogFault.None), await at.LogAsync());
        Assert.Contains($"{at.Numbers.Count} 笔，一笔接一笔，没有断过", await at.PageAsync("none"), StringComparison.Ordinal);
        Assert.Empty(await at.CasesAsync());
    }

    [Theory, MemberData(nameof(Bends))]
    public async Task What_the_log_does_not_vouch_for_is_a_word_and_somebody_looks_at_it(string database, Bent bent)
    {
        var at = await BuildAsync(database);
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));
        var (start, first) = (at.Kiosk.Reach, at.Kiosk.Read(at.Numbers[0]));
        Assert.Equal(["in"], await at.Kiosk.AnswersAsync(first));
        at.App.Clock.Advance(TimeSpan.FromMinutes(30));
        var (wrong, fault) = await BendAsync(at, bent, start);

        var reply = await at.Kiosk.SendAsync([wrong]);

        Assert.Equal(["in"], KioskDevice.Answers(reply));
        Assert.Equal(fault is LogFault.Gap or LogFault.Fork or LogFault.Signature, reply.GetProperty("isBroken").GetBoolean());
        var proofs = await at.ProofsAsync();
        Assert.Equal([(ProofKinds.Number, false), (ProofKinds.Word, true)], proofs.OrderBy(p => p.IsUnvouched).Select(p => (p.Kinds, p.IsUnvouched)));
        Assert.Equal(fault, (await at.LogAsync()).Fault);
        Assert.Contains("那些只算一句话，要核查", await at.PageAsync(fault.ToString().ToLowerInvariant()), StringComparison.Ordinal);
        var found = Assert.Single(await at.CasesAsync());
        Assert.Equal((AnomalyKind.Kiosk, proofs.Single(p => p.IsUnvouched).VolunteerId), (found.Kind, Assert.Single(found.VolunteerIds)));
        Assert.Contains(at.Records, r => r.VolunteerId == found.VolunteerIds[0] && r.HeldAt is not null);
    }

    private static async Task<(object Scan, LogFault Fault)> BendAsync(Scene at, Bent bent, (int, string) start)
    {
        var (kiosk, number) = (at.Kiosk, at.Numbers[1]);
        switch (bent)
        {
            case Bent.Gap:
                kiosk.Read(at.Numbers[2]);
                return (kiosk.Read(number), LogFault.Gap);
            case Bent.Fork:
                kiosk.Reach = start;
                return (kiosk.Read(number), LogFault.Fork);
            case Bent.Changed:
                var (said, other) = (kiosk.Read(number), kiosk.Unlogged(number));
                return (new { nonce = Of(other, "nonce"), at = Of(said, "at"), mark = Of(said, "mark"), end = "in", entry = Of(said, "entry") }, LogFault.Signature);
            case Bent.OtherKey:
                var second = await KioskDevice.OpenAsync(at.App, at.Door.Activity, await at.App.ProgramOfAsync(at.Door.Lead));
                second.Reach = kiosk.Reach;
                return (new { nonce = Guid.NewGuid(), at = kiosk.Now, mark = Of(kiosk.Unlogged(number), "mark"), end = "in", entry = Of(second.Read(number), "entry") }, LogFault.Signature);
            case Bent.Unlogged:
                return (kiosk.Unlogged(number), LogFault.Missing);
            case Bent.SetBack:
                return (kiosk.Read(number, at: kiosk.Now.AddMinutes(-20), isSetBack: true), LogFault.Clock);
            case Bent.BeforeContact:
                await kiosk.AskAsync();
                at.App.Clock.Advance(TimeSpan.FromMinutes(1));
                kiosk.Reload();
                return (kiosk.Read(number, at: kiosk.Now.AddMinutes(-20), isSetBack: true), LogFault.Bounds);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The network goes between the log and the desk, or the answer is lost: nothing that was acknowledged is lost, and nothing counts twice or less.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task An_upload_that_was_cut_off_is_the_same_when_it_comes_again(string database)
    {
        var at = await BuildAsync(database);
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));
        var scans = at.Numbers.Select(n => at.Kiosk.Read(n)).ToList();
        using (var scope = at.App.Scope())
        {
            var kiosk = await scope.Db.Set<Kiosk>().SingleAsync(k => k.Id == at.Kiosk.Id, Ct);
            var now = at.App.Clock.GetUtcNow().UtcDateTime;
            var first = new KioskScan((Guid)Of(scans[0], "nonce")!, ((DateTimeOffset)Of(scans[0], "at")!).UtcDateTime, (string)Of(scans[0], "mark")!, ProofEnd.In, Entry: (KioskEntry)Of(scans[0], "entry")!);
            Assert.Equal([LogFault.None], (await scope.Get<KioskLogs>().JudgeAsync(kiosk, new(at.Kiosk.Reach.Number, at.Kiosk.Reach.Head), now, [first], now, Ct)).Values); // And there it was cut off.
        }

        at.App.Clock.Advance(TimeSpan.FromMinutes(10));
        var lead = await at.App.ProgramOfAsync(at.Door.Lead);
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => at.Kiosk.SendAsync(scans, lead))));

        Assert.All(replies, r => Assert.False(r.GetProperty("isBroken").GetBoolean()));
        Assert.All(replies.SelectMany(KioskDevice.Answers), a => Assert.Contains(a, (string[])["in", "replayed"]));
        Assert.Equal(at.Numbers.Count, replies.SelectMany(KioskDevice.Answers).Count(a => a == "in"));
        var proofs = await at.ProofsAsync();
        Assert.Equal(at.Numbers.Count, proofs.Count);
        Assert.All(proofs, p => Assert.Equal((ProofKinds.Number, false), (p.Kinds, p.IsUnvouched)));
        Assert.Equal((at.Numbers.Count, at.Kiosk.Reach.Head, LogFault.None), await at.LogAsync());
    }

    /// <summary>A part of the batch is there, the rest comes when the network is back, after more was read.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_log_comes_home_in_parts_and_over_several_openings_of_its_page(string database)
    {
        var at = await BuildAsync(database);
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));
        var (one, two) = (at.Kiosk.Read(at.Numbers[0]), at.Kiosk.Read(at.Numbers[1]));
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));
        await at.Kiosk.SendAsync([one]);
        at.Kiosk.Reload();
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));
        var three = at.Kiosk.Read(at.Numbers[2]);
        await at.Kiosk.AskAsync();
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(["replayed", "in", "in"], await at.Kiosk.AnswersAsync(one, two, three));
        Assert.Equal((3, at.Kiosk.Reach.Head, LogFault.None), await at.LogAsync());
    }

    /// <summary>Of its kiosk the phone knows nothing any more: it is set up anew, and what it had not brought home can only be said.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_phone_that_lost_its_log_begins_a_new_one(string database)
    {
        var at = await BuildAsync(database);
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));
        at.Kiosk.Read(at.Numbers[0]);
        at.App.Clock.Advance(TimeSpan.FromMinutes(5));
        var anew = await KioskDevice.OpenAsync(at.App, at.Door.Activity, await at.App.ProgramOfAsync(at.Door.Lead));
        at.App.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(["in", "wrong-time"], await anew.AnswersAsync(anew.Read(at.Numbers[1]), anew.Read(at.Numbers[0], at: anew.Now.AddMinutes(-15), isSetBack: true)));
        Assert.Equal((ProofKinds.Number, false), ((await at.ProofsAsync()).Single().Kinds, (await at.ProofsAsync()).Single().IsUnvouched)); // It cannot have read anything before it was opened.
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_kiosk_without_a_key_reads_numbers_and_what_it_brings_late_is_looked_at(string database)
    {
        var at = await BuildAsync(database, hasLog: false);
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));
        var late = at.Kiosk.Unlogged(at.Numbers[0]);
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(["in", "in"], await at.Kiosk.AnswersAsync(late, at.Kiosk.Unlogged(at.Numbers[1])));
        Assert.Equal([(ProofKinds.Number, false), (ProofKinds.Number, true)], (await at.ProofsAsync()).OrderBy(p => p.IsUnvouched).Select(p => (p.Kinds, p.IsUnvouched)));
        Assert.Equal(AnomalyKind.Kiosk, Assert.Single(await at.CasesAsync()).Kind);
        Assert.Contains("它不接着记，扫的只算报了号码", await at.PageAsync("none"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    public async Task What_is_no_key_opens_no_kiosk(string key)
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var door = await DoorStep.BuildAsync(app);
        using var answer = await (await app.ProgramOfAsync(door.Lead)).PostAsJsonAsync($"/api/v1/activities/{door.Activity}/kiosks", new { publicKey = key }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("publicKey", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    /// <summary>Asking whether it is still open, or bringing home a part, says nothing of how far the log goes.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_kiosk_that_says_nothing_of_its_log_spoils_nothing_of_it(string database)
    {
        var at = await BuildAsync(database);
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));
        var (one, two) = (at.Kiosk.Read(at.Numbers[0]), at.Kiosk.Read(at.Numbers[1]));
        at.App.Clock.Advance(TimeSpan.FromMinutes(15));
        var lead = await at.App.ProgramOfAsync(at.Door.Lead);
        Assert.True((await lead.GetFromJsonAsync<JsonElement>($"/api/v1/activities/{at.Door.Activity}/kiosks/{at.Kiosk.Id}", Ct)).GetProperty("open").GetBoolean());
        foreach (var scan in new[] { one, two })
        {
            using var sent = await lead.PostAsJsonAsync($"/api/v1/activities/{at.Door.Activity}/kiosk-scans", new { kioskId = at.Kiosk.Id, sentAt = at.Kiosk.Now, scans = new[] { scan } }, Ct);
            Assert.True(sent.IsSuccessStatusCode);
            at.App.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.All(await at.ProofsAsync(), p => Assert.Equal((ProofKinds.Number, false), (p.Kinds, p.IsUnvouched)));
        Assert.Equal((2, at.Kiosk.Reach.Head, LogFault.None), await at.LogAsync());
    }

    /// <summary>Of somebody who was not on the list: their seat comes afterwards, the moment does not.</summary>
    [Theory]
    [InlineData(TestDatabases.Sqlite, false)]
    [InlineData(TestDatabases.Sqlite, true)]
    [InlineData(TestDatabases.Postgres, false)]
    [InlineData(TestDatabases.Postgres, true)]
    public async Task A_held_reading_that_is_taken_is_worth_what_its_log_said_of_it(string database, bool isInvented)
    {
        var at = await BuildAsync(database);
        var guest = await at.App.VolunteerAsync("郭凤霞");
        using (var scope = at.App.Scope())
        {
            at.Numbers.Add(await scope.Db.Set<Volunteer>().IgnoreQueryFilters().Where(v => v.PersonId == guest).Select(v => v.Number).SingleAsync(Ct));
        }

        at.App.Clock.Advance(TimeSpan.FromMinutes(45));
        await at.Kiosk.AskAsync();
        at.App.Clock.Advance(TimeSpan.FromMinutes(1));
        at.Kiosk.Reload();
        var scan = isInvented ? at.Kiosk.Read(at.Numbers[^1], at: at.Kiosk.Now.AddMinutes(-20), isSetBack: true) : at.Kiosk.Read(at.Numbers[^1]);
        at.App.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["unknown-number"], await at.Kiosk.AnswersAsync(scan));
        await at.SeatAsync(guest);

        using var taken = await (await at.App.ProgramOfAsync(at.Door.Lead)).PostAsJsonAsync($"/api/v1/activities/{at.Door.Activity}/held-scans/{Of(scan, "nonce")}", new { take = true }, Ct);

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        var proof = Assert.Single(await at.ProofsAsync());
        Assert.Equal((guest, isInvented ? ProofKinds.Word : ProofKinds.Number, isInvented), (proof.VolunteerId, proof.Kinds, proof.IsUnvouched));
        Assert.Equal(isInvented ? [AnomalyKind.Kiosk] : [], (await at.CasesAsync()).Select(c => c.Kind));
    }

    private static object? Of(object said, string name) => said.GetType().GetProperty(name)!.GetValue(said);

    private async Task<Scene> BuildAsync(string database, bool hasLog = true)
    {
        var app = await apps.On(database);
        var door = await DoorStep.BuildAsync(app);
        var numbers = new List<string>();
        foreach (var name in new[] { "王秀英", "周大山", "李春花" })
        {
            var volunteer = await door.SeatedAsync(name);
            using var scope = app.Scope();
            numbers.Add(await scope.Db.Set<Volunteer>().IgnoreQueryFilters().Where(v => v.PersonId == volunteer).Select(v => v.Number).SingleAsync(Ct));
        }

        return new(app, door, numbers, await KioskDevice.OpenAsync(app, door.Activity, await app.ProgramOfAsync(door.Lead), hasLog));
    }

    private sealed record Scene(TestApp App, DoorStep Door, List<string> Numbers, KioskDevice Kiosk)
    {
        public List<ServiceRecord> Records { get; } = [];

        public async Task SeatAsync(Guid who)
        {
            using var scope = App.Scope();
            var shift = await scope.Db.Set<Shift>().SingleAsync(s => s.Id == Door.Shift, Ct);
            scope.Db.Add(new Signup { ActivityId = Door.Activity, ShiftId = shift.Id, VolunteerId = who, StartsAt = shift.StartsAt, EndsAt = shift.EndsAt, DivisionCode = TestPeople.Village });
            await scope.Db.SaveChangesAsync(Ct);
        }

        public async Task<List<Proof>> ProofsAsync()
        {
            using var scope = App.Scope();
            return await scope.Db.Set<Proof>().AsNoTracking().Where(p => p.SourceId == Door.Activity).ToListAsync(Ct);
        }

        public async Task<(int Number, string Head, LogFault Fault)> LogAsync()
        {
            using var scope = App.Scope();
            var kiosk = await scope.Db.Set<Kiosk>().AsNoTracking().SingleAsync(k => k.Id == Kiosk.Id, Ct);
            Assert.Equal(kiosk.LogNumber, await scope.Db.Set<LoggedScan>().CountAsync(s => s.KioskId == kiosk.Id, Ct));
            return (kiosk.LogNumber, kiosk.LogHead, kiosk.LogFault);
        }

        public async Task<string> PageAsync(string fault) =>
            (await (await App.BrowserOfAsync(Door.Lead)).GetPageAsync($"/console/activities/{Door.Activity}/check-in/kiosks", Ct)).QuerySelector($"[data-log={fault}]")!.TextContent;

        /// <summary>When the shift is over and the sweep has looked.</summary>
        public async Task<List<AnomalyCase>> CasesAsync()
        {
            App.Clock.Advance(TimeSpan.FromMinutes(180));
            await Presences.WalkAsync(App);
            using var scope = App.Scope();
            await scope.Get<AnomalySweep>().RunAsync(Ct);
            Records.AddRange(await scope.Db.Set<ServiceRecord>().AsNoTracking().Where(r => r.SourceId == Door.Activity).ToListAsync(Ct));
            return await scope.Db.Set<AnomalyCase>().AsNoTracking().Where(c => c.SourceId == Door.Activity).ToListAsync(Ct);
        }
    }
}
