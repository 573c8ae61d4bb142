using System.Buffers.Binary;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SkiaSharp;
using Weiguang.Activities.Domain;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.People;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Teams;

namespace Weiguang.Tests.Hours;

/// <summary>Minutes that people say are grade D with picture, consent, quota and publicity, whatever form they come by.</summary>
public class SaidMinutesTests(SharedApps apps) : IClassFixture<SharedApps>
{
    private static int _seed = 900_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Two minutes became eight hours with one nod.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_correction_cannot_add_more_than_the_quota_of_the_month_has(string database)
    {
        var app = await apps.On(database);
        await app.HoldRuleAsync("identical", new { on = 0, people = 5 }); // They come and leave by the minute here.
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var people = new List<Guid>();
        for (var i = 0; i < 11; i++)
        {
            people.Add(await fair.ThereAsync(0, 2));
        }

        await fair.SettleAsync(151);
        var answers = new List<int>();
        foreach (var person in people)
        {
            var correction = await AskedAsync(app, fair, person);
            Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, (await fair.RecordAsync(person)).Id));
            answers.Add(await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 120, answer = "都在" }));
        }

        Assert.Equal([.. Enumerable.Repeat(204, 10), 400], answers); // Ten times 118 minutes are in twenty hours, eleven are not.
        using var scope = app.Scope();
        Assert.Equal(1180, await scope.Db.Set<BackfillUse>().Where(u => u.TeamId == team).SumAsync(u => u.Minutes, Ct));
        Assert.Equal(2, await fair.BalanceAsync(people[0]));
    }

    /// <summary>However it came to be proposed: the shift may have been made shorter since.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Nobody_agrees_to_more_than_the_shift_can_hold(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(151);
        var correction = await AskedAsync(app, fair, person);
        using (var scope = app.Scope())
        {
            var asked = await scope.Db.Set<Correction>().SingleAsync(c => c.Id == correction, Ct);
            Assert.True(asked.Propose(121, 61, "都在", fair.LeadId, app.Clock.GetUtcNow().UtcDateTime) && asked.Agree(true, app.Clock.GetUtcNow().UtcDateTime));
            await scope.Db.SaveChangesAsync(Ct);
        }

        Assert.Equal(400, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "同意" }));
        Assert.Equal(60, (await fair.RecordAsync(person)).Minutes);
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = false, decision = "没有这么久" }));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_the_volunteer_does_not_mean_gives_the_quota_back_and_changes_nothing(string database)
    {
        var app = await apps.On(database);
        var (team, _) = await app.TeamAsync();
        var fair = await Presences.BuildAsync(app, team);
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(151);
        var correction = await AskedAsync(app, fair, person);
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, (await fair.RecordAsync(person)).Id));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 120, answer = "都在" }));

        Assert.Equal(403, await fair.PostAsync(fair.Lead, $"corrections/{correction}/agreement", new { agreed = true })); // Not theirs to say.
        foreach (var press in (int[])[1, 2])
        {
            Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(person), $"corrections/{correction}/agreement", new { agreed = false }));
        }

        using var scope = app.Scope();
        Assert.Equal((CorrectionState.Refused, 0), (await scope.Db.Set<Correction>().Where(c => c.Id == correction).Select(c => c.State).SingleAsync(Ct), await scope.Db.Set<BackfillUse>().Where(u => u.TeamId == team).SumAsync(u => u.Minutes, Ct)));
        Assert.Contains("您报“{0}”应当是 {1} 分钟，本人说不对。", await app.ToldAsync(fair.LeadId));
        Assert.Equal(60, await fair.BalanceAsync(person));
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Whoever_objects_while_added_minutes_are_shown_stops_them(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(151);
        var (correction, record) = (await AskedAsync(app, fair, person), (await fair.RecordAsync(person)).Id);
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, record));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 120, answer = "都在" }));
        await app.AgreeAsync(fair.Activity, correction);
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "照片为证" }));
        Assert.Contains("要更正为", (await app.Browser().GetPageAsync($"/hours/{fair.Activity}", Ct)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonAsync()), $"records/{record}/objections", new { reason = "他十一点就走了" }));

        await fair.SettleAsync(12 * 24 * 60);
        Assert.Equal((60L, 120), (await fair.BalanceAsync(person), (await fair.RecordAsync(person)).SaidMinutes));
        Guid objection;
        using (var scope = app.Scope())
        {
            objection = (await scope.Db.Set<Objection>().SingleAsync(o => o.RecordId == record, Ct)).Id;
        }

        Assert.Equal(403, await fair.PostAsync(fair.Staff, $"objections/{objection}/decision", new { upheld = false, decision = "问过了" })); // They said yes to the minutes.
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(await app.PersonWithAsync(Role.Coordinator)), $"objections/{objection}/decision", new { upheld = false, decision = "问过了，他在" }));
        await Presences.WalkAsync(app);
        Assert.Equal((EvidenceGrade.D, 120L), ((await fair.RecordAsync(person)).Grade, await fair.BalanceAsync(person)));
        Assert.Null(await fair.VerifyAsync());
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_proposed_as_less_adds_nothing_when_the_record_was_lowered_meanwhile(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(151);
        var correction = await AskedAsync(app, fair, person);
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 50, answer = "多记了" }));
        await RevokeAsync(app, fair, person);

        Assert.Equal(400, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "属实" }));
        Assert.Equal(0, await fair.BalanceAsync(person));
    }

    /// <summary>A revocation came in between: twenty minutes of the quota do not carry eighty.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task What_was_proposed_as_a_little_more_does_not_bring_back_what_was_revoked(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.ThereAsync(0, 60);
        await fair.SettleAsync(151);
        var correction = await AskedAsync(app, fair, person);
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, (await fair.RecordAsync(person)).Id));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 80, answer = "少记了" }));
        await app.AgreeAsync(fair.Activity, correction);
        await RevokeAsync(app, fair, person);

        Assert.Equal(400, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "属实" }));
        Assert.Equal(0, await fair.BalanceAsync(person));
    }

    /// <summary>Minutes that nothing measured stay such whatever path they take.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_correction_of_what_nobody_was_shown_is_shown_as_well_with_the_volunteers_yes(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        var fair = await Presences.BuildAsync(app);
        var person = await fair.ThereAsync(0, null, seen: 30);
        await fair.SettleAsync(151);
        var record = await fair.RecordAsync(person);
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, record.Id));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"records/{record.Id}/end", new { until = fair.Start.AddMinutes(110) }));
        var correction = await AskedAsync(app, fair, person);
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"corrections/{correction}/proposal", new { minutes = 110, answer = "就是这么久" }));
        Assert.Equal(409, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "属实" })); // Nobody has asked the volunteer.
        await app.AgreeAsync(fair.Activity, correction);
        Assert.Equal(204, await fair.PostAsync(fair.Staff, $"corrections/{correction}/decision", new { approved = true, decision = "属实" }));
        await fair.SettleAsync(160);

        Assert.Equal((RecordState.Publicity, EvidenceGrade.D, 110), ((await fair.RecordAsync(person)).State, (await fair.RecordAsync(person)).Grade, (await fair.RecordAsync(person)).Minutes));
        Assert.Equal(0, await fair.BalanceAsync(person));
        await app.PublishAsync();
        Assert.Equal(110, await fair.BalanceAsync(person));
    }

    private static async Task RevokeAsync(TestApp app, Presences fair, Guid person)
    {
        using var scope = app.Scope();
        await using var work = await scope.Db.BeginWorkAsync(Ct);
        var record = (await scope.Db.LockAsync<ServiceRecord>([fair.Activity], [(await fair.RecordAsync(person)).Id], Ct)).Single();
        Assert.True(await scope.Get<Weiguang.Hours.IntoLedger.Reversals>().RevokeAsync([record], "查实", Ct));
        await scope.Db.SaveChangesAsync(Ct);
        await work.CommitAsync(Ct);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Up_to_the_last_proof_an_end_is_two_peoples_word_and_beyond_it_is_the_volunteers_to_confirm(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (seen, beyond, other) = (await fair.ThereAsync(0, null, seen: 70), await fair.ThereAsync(0, null, seen: 70), await app.PersonWithAsync(Role.Coordinator));
        await fair.SettleAsync(151);
        var used = await UsedAsync(app);
        var (first, second) = (await fair.RecordAsync(seen), await fair.RecordAsync(beyond));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"records/{first.Id}/end", new { until = fair.Start.AddMinutes(70) }));
        Assert.Equal(400, await fair.PostAsync(fair.Lead, $"records/{second.Id}/end", new { until = fair.Start.AddMinutes(71) }));
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, second.Id));
        Assert.Equal(204, await fair.PostAsync(fair.Lead, $"records/{second.Id}/end", new { until = fair.Start.AddMinutes(110) }));

        var colleague = await app.ProgramOfAsync(other);
        Assert.Equal(403, await fair.PostAsync(colleague, $"records/{first.Id}/confirm")); // All who run it are one.
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(seen), $"records/{first.Id}/confirm"));
        Assert.Equal(403, await fair.PostAsync(colleague, $"records/{second.Id}/confirm")); // No colleague consents for them.
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(beyond), $"records/{second.Id}/confirm"));
        await fair.SettleAsync(160);

        Assert.Equal((EvidenceGrade.C, 70L), ((await fair.RecordAsync(seen)).Grade, await fair.BalanceAsync(seen)));
        Assert.Equal((RecordState.Publicity, EvidenceGrade.D, 110), ((await fair.RecordAsync(beyond)).State, (await fair.RecordAsync(beyond)).Grade, (await fair.RecordAsync(beyond)).Minutes));
        Assert.Equal(40, await UsedAsync(app) - used); // What lies beyond the last proof.
    }

    /// <summary>Of the village's own quota, where no team is.</summary>
    private static async Task<int> UsedAsync(TestApp app)
    {
        using var scope = app.Scope();
        var holder = BackfillQuota.HolderOf(TestPeople.Village);
        return await scope.Db.Set<BackfillUse>().Where(u => u.TeamId == holder).SumAsync(u => u.Minutes, Ct);
    }

    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_picture_that_looks_like_an_earlier_one_proves_nothing_and_one_of_another_day_is_marked(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (one, two) = (await fair.ThereAsync(0, 60), await fair.ThereAsync(0, 60));
        await fair.SettleAsync(151);
        var (first, second, picture) = ((await fair.RecordAsync(one)).Id, (await fair.RecordAsync(two)).Id, Pictures.Scene(++_seed));
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, first, picture));
        Assert.Equal(HttpStatusCode.BadRequest, await fair.Lead.BringPictureAsync(fair.Activity, second, Pictures.Again(picture))); // Smaller, lighter, JPEG.
        Assert.Equal(HttpStatusCode.BadRequest, await fair.Lead.BringPictureAsync(fair.Activity, second, Pictures.Noise(7, 800, 600)));
        Assert.Equal(HttpStatusCode.NoContent, await fair.Lead.BringPictureAsync(fair.Activity, second, Taken(Pictures.Scene(++_seed), "2026:03:01 09:00:00")));

        var page = await (await app.BrowserOfAsync(fair.StaffId)).GetPageAsync($"/console/hours/{fair.Activity}/records/{second}", Ct);
        Assert.Contains("不是服务那天", page.QuerySelector("[data-strange]")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await (await app.BrowserOfAsync(fair.StaffId)).GetPageAsync($"/console/hours/{fair.Activity}/records/{first}", Ct)).QuerySelector("[data-strange]")); // What says nothing is no fault.
        using var shown = await (await app.BrowserOfAsync(one)).GetAsync($"/hours/{fair.Activity}/records/{first}/photos/1", Ct);
        using var hidden = await (await app.BrowserOfAsync(await app.PersonAsync())).GetAsync($"/hours/{fair.Activity}/records/{first}/photos/1", Ct);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (shown.StatusCode, hidden.StatusCode));
    }

    /// <summary>Beyond the county a picture is known again wherever those come who had to do with it; strangers' are not looked through for it.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_mirrored_picture_follows_whoever_led_brought_or_served_into_other_counties(string database)
    {
        var app = await apps.On(database);
        var (first, again, strange, leads) = (await Presences.BuildAsync(app), await Presences.BuildAsync(app), await Presences.BuildAsync(app), await Presences.BuildAsync(app));
        var (person, other, third) = (await first.ThereAsync(0, 60), await strange.ThereAsync(0, 60), await leads.ThereAsync(0, 60));
        await again.ThereAsync(61, 100, who: person);
        using (var scope = app.Scope())
        {
            Guid[] away = [again.Activity, strange.Activity, leads.Activity];
            await scope.Db.Set<Activity>().Where(a => away.Contains(a.Id)).ExecuteUpdateAsync(set => set.SetProperty(a => a.DivisionCode, TestPeople.NextCounty), Ct);
            await scope.Db.Set<Activity>().Where(a => a.Id == leads.Activity).ExecuteUpdateAsync(set => set.SetProperty(a => a.LeadId, first.LeadId), Ct);
        }

        await leads.SettleAsync(151);
        var picture = Pictures.Scene(++_seed);
        async Task<HttpStatusCode> BringAsync(HttpClient who, Presences fair, Guid whose, byte[] shown) => await who.BringPictureAsync(fair.Activity, (await fair.RecordAsync(whose)).Id, shown);
        var (lead, strangers, same) = (await app.ProgramOfAsync(first.LeadId), await app.ProgramOfAsync(strange.LeadId), await app.ProgramOfAsync(again.LeadId));

        Assert.Equal(HttpStatusCode.NoContent, await BringAsync(lead, first, person, picture));
        Assert.Equal(HttpStatusCode.BadRequest, await BringAsync(lead, leads, third, Pictures.Changed(picture, "mirrored")));
        Assert.Equal(HttpStatusCode.BadRequest, await BringAsync(same, again, person, Pictures.Changed(picture, "turned once")));
        Assert.Equal(HttpStatusCode.BadRequest, await BringAsync(strangers, strange, other, picture)); // The very file is known everywhere.
        Assert.Equal(HttpStatusCode.NoContent, await BringAsync(strangers, strange, other, Pictures.Changed(picture, "mirrored")));
    }

    /// <summary>Scarce: one picture, and the room of the month.</summary>
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task Of_many_who_bring_one_picture_at_once_one_has_it(string database)
    {
        var app = await apps.On(database);
        var fair = await Presences.BuildAsync(app);
        var (people, picture) = (new List<Guid>(), Pictures.Scene(++_seed));
        for (var i = 0; i < 5; i++)
        {
            people.Add(await fair.ThereAsync(0, 60));
        }

        await fair.SettleAsync(151);
        var records = new List<Guid>();
        foreach (var person in people)
        {
            records.Add((await fair.RecordAsync(person)).Id);
        }

        var answers = await Task.WhenAll(records.Select(record => fair.Lead.BringPictureAsync(fair.Activity, record, picture)));

        Assert.Equal([HttpStatusCode.NoContent, .. Enumerable.Repeat(HttpStatusCode.BadRequest, 4)], answers.Order());
        using var scope = app.Scope();
        Assert.Equal(1, await scope.Db.Set<RecordPhoto>().CountAsync(p => p.SourceId == fair.Activity, Ct));
    }

    [Fact]
    public void Whatever_lies_within_the_near_bits_is_found_by_its_keys() => Prop.ForAll(
        Gen.Choose(int.MinValue, int.MaxValue).Two().ToArbitrary(), Gen.ListOf(Gen.Choose(0, 63), SaidPictures.NearBits).ToArbitrary(), (halves, bits) =>
        {
            var print = ((long)halves.Item1 << 32) | (uint)halves.Item2;
            var other = bits.Distinct().Aggregate(print, (p, bit) => p ^ (1L << bit));
            var keys = PictureSign.Around(print).ToHashSet();
            return PhotoSigns.Differ(print, other) <= SaidPictures.NearBits && PictureSign.Of(default, other, default, null, default).Any(sign => keys.Contains(sign.Key));
        }).QuickCheckThrowOnFailure();

    /// <summary>Of a hundred and twenty different scenes none is taken for another; each is known again when it was saved anew.</summary>
    [Fact]
    public void Prints_know_a_picture_again_and_tell_others_apart()
    {
        var scenes = Enumerable.Range(1, 120).Select(seed => Pictures.Scene(seed)).ToList();
        var prints = scenes.ConvertAll(s => PhotoSigns.Of(s)!);
        Assert.All(prints.SelectMany((a, i) => prints.Skip(i + 1).Select(b => PhotoSigns.Differ(a.Print, b.Print))), bits => Assert.True(bits > SaidPictures.NearBits, $"{bits} bits"));
        Assert.All(scenes.Take(12).Select((s, i) => PhotoSigns.Differ(prints[i].Print, PhotoSigns.Of(Pictures.Again(s))!.Print)), bits => Assert.True(bits <= SaidPictures.NearBits, $"{bits} bits"));
        Assert.All(prints, p => Assert.True(p.Kinship > 0.5));
    }

    /// <summary>Whatever people do to a picture so that it counts as new, it is the same; and of sixty scenes none, turned, mirrored or cut in any way, is taken for another.</summary>
    [Fact]
    public void A_picture_that_was_turned_mirrored_cut_or_framed_is_known_again_and_no_other_is_taken_for_it()
    {
        var scenes = Enumerable.Range(1, 60).Select(seed => Pictures.Scene(seed, 400, 330)).ToList();
        var looks = scenes.ConvertAll(Looks);
        foreach (var how in (string[])["mirrored", "turned once", "turned twice", "turned thrice", "framed", "cut by 3 %", "cut by 8 %", "cut all around"])
        {
            Assert.All(Enumerable.Range(0, 10), i => Assert.True(Apart(Looks(Pictures.Changed(scenes[i], how)), looks[i]) <= SaidPictures.NearBits, $"{how}: scene {i + 1}"));
        }

        Assert.All(looks.SelectMany((a, i) => looks.Where((_, j) => j != i).Select(b => Apart(a, b))), bits => Assert.True(bits > SaidPictures.NearBits, $"{bits} bits"));
    }

    private static PhotoLooks Looks(byte[] picture) => PhotoLooks.Of(PhotoFile.Develop(picture)!);

    private static int Apart(PhotoLooks shown, PhotoLooks kept) => shown.Ways.Min(way => kept.Parts.Min(part => PhotoSigns.Differ(way, part)));

    [Fact]
    public void The_time_of_a_picture_is_read_in_every_format_and_rubbish_says_nothing()
    {
        var taken = new DateTime(2026, 9, 2, 1, 30, 0, DateTimeKind.Utc);
        Assert.Equal(taken, PhotoSigns.Of(Taken(Pictures.Scene(5, format: SKEncodedImageFormat.Jpeg), "2026:09:02 09:30:00"))!.TakenAt);
        Assert.Null(PhotoSigns.Of(Pictures.Scene(5))!.TakenAt);
        Assert.Null(PhotoSigns.Of(Taken(Pictures.Scene(5, format: SKEncodedImageFormat.Jpeg), "0000:00:00 00:00:00"))!.TakenAt);
        Assert.Equal([false, false, true, true, false], new DateTime?[] { taken, taken.AddDays(1), taken.AddDays(2), taken.AddDays(-1), null }.Select(at => at.IsStrange(taken.AddHours(2))));
    }

    /// <summary>The picture as JPEG with what a camera writes of when it was taken.</summary>
    private static byte[] Taken(byte[] picture, string at)
    {
        using var bitmap = SKBitmap.Decode(picture);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        var file = jpeg.ToArray();
        byte[] tiff = [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 1, 0x90, 0x03, 0, 2, 0, 0, 0, 20, 0, 0, 0, 44, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(at), 0];
        byte[] data = [.. "Exif\0\0"u8, .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(data.Length + 2));
        return [0xFF, 0xD8, 0xFF, 0xE1, .. length, .. data, .. file[2..]];
    }

    /// <summary>The volunteer says that it was more.</summary>
    private static async Task<Guid> AskedAsync(TestApp app, Presences fair, Guid person)
    {
        var record = (await fair.RecordAsync(person)).Id;
        Assert.Equal(204, await fair.PostAsync(await app.ProgramOfAsync(person), $"records/{record}/corrections", new { reason = "少记了" }));
        using var scope = app.Scope();
        return (await scope.Db.Set<Correction>().SingleAsync(c => c.RecordId == record, Ct)).Id;
    }
}
