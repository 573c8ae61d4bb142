using FsCheck;
using FsCheck.Fluent;
using Weiguang.Hours;
using Weiguang.Hours.Anomalies;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Faces;

namespace Weiguang.Tests.Hours.Faces;

/// <summary>What two faces as numbers tell, and what that changes about what looks made up.</summary>
public class FaceRuleTests
{
    private static readonly DateTime Ten = new(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, true, "Unsure")] // The same numbers again: no camera sees twice the same.
    [InlineData(0.01, true, "Unsure")]
    [InlineData(0.3, true, "Same")]
    [InlineData(0.499, true, "Same")]
    [InlineData(0.3, false, "Unsure")] // Other movements than were asked for.
    [InlineData(0.55, true, "Unsure")]
    [InlineData(0.61, true, "Other")]
    [InlineData(0.61, false, "Other")]
    public void How_far_apart_two_faces_lie_tells_whether_they_are_one(double apart, bool moved, string verdict) =>
        Assert.Equal(verdict, $"{FaceRules.Compare(Specimen.Face(1), Specimen.Face(1, apart), 50, moved)}");

    [Fact]
    public void What_is_no_face_is_none()
    {
        float[][] none =
        [
            [], [.. Specimen.Face(1).Take(127)], [.. Specimen.Face(1), 0.1f], new float[128], [.. Enumerable.Repeat(3f, 128)], [.. Enumerable.Repeat(1.9f, 128)],
            [.. Specimen.Face(1).Skip(1), float.NaN], [.. Specimen.Face(1).Skip(1), float.PositiveInfinity], [.. Specimen.Face(1).Skip(1), float.MaxValue],
        ];
        Assert.All(none, numbers => Assert.False(FaceRules.IsFace(numbers)));
        Assert.False(FaceRules.IsFace(null));
        Assert.True(FaceRules.IsFace(Specimen.Face(1)));
    }

    [Fact]
    public void Whatever_is_a_face_is_kept_to_the_last_bit_and_lies_as_far_from_another_as_that_from_it() => Prop.ForAll(Gen.Choose(0, 100_000).Two().ToArbitrary(), pair =>
    {
        var (one, other) = (Specimen.Face(pair.Item1), Specimen.Face(pair.Item2));
        return FaceRules.Read(FaceRules.Write(one)).SequenceEqual(one) && FaceRules.Distance(one, other) == FaceRules.Distance(other, one) && FaceRules.Distance(one, one) == 0
            && FaceRules.Compare(one, other, 60, moved: true) == FaceRules.Compare(other, one, 60, moved: true);
    }).QuickCheckThrowOnFailure();

    /// <summary>All orders come up, none twice in one, and each is read as it was drawn.</summary>
    [Fact]
    public void Movements_are_drawn_by_lot()
    {
        var drawn = Enumerable.Range(0, 2000).Select(_ => FaceRules.Draw()).ToList();
        Assert.All(drawn, moves => Assert.Equal(FaceRules.Moves, moves.Distinct().Count()));
        Assert.Equal(24, drawn.Select(FaceRules.OrderOf).Distinct().Count());
        Assert.All(drawn, moves => Assert.Equal(moves, FaceRules.MovesOf(FaceRules.OrderOf(moves))));
    }

    [Theory]
    [InlineData(5, 0, true)]
    [InlineData(5, 1, false)] // One of five showed their own face on it.
    [InlineData(7, 3, false)]
    [InlineData(8, 3, true)]
    [InlineData(5, 4, true)] // More faces than a family has: looked at as before.
    public void Three_own_faces_at_most_are_no_doubt_about_a_phone(int people, int shown, bool isHit)
    {
        var (activity, shift) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var who = Enumerable.Range(0, people).Select(_ => Guid.CreateVersion7()).ToList();
        var ticks = who.ConvertAll(id => new Tick(activity, shift, id, ProofKinds.RotatingCode, Ten, "p1", null));
        var checks = who.Take(shown).Select(id => Check(activity, shift, id, FaceVerdict.Same)).ToList();

        Assert.Equal(isHit, AnomalyRules.Device(FaceSigns.Clear(ticks, checks), Limits.National(AnomalyKind.Device)).Any());
        Assert.Equal(people >= 5, AnomalyRules.Device(FaceSigns.Clear(ticks, [.. who.Select(id => Check(activity, shift, id, FaceVerdict.Unsure))]), Limits.National(AnomalyKind.Device)).Any());
        Assert.Equal(people >= 5, AnomalyRules.Device(FaceSigns.Clear(ticks, [.. who.Select(id => Check(activity, shift, id, FaceVerdict.Same, "p2"))]), Limits.National(AnomalyKind.Device)).Any()); // On another phone.
    }

    [Theory]
    [InlineData("Other", true)]
    [InlineData("Unsure", false)]
    [InlineData("Same", false)]
    [InlineData("Other Same", false)] // The lamp was behind them.
    [InlineData("Same Other", false)]
    [InlineData("Other Unsure Other", true)]
    [InlineData("Same | Other", true)] // Came by themselves, and somebody else left for them.
    public void A_face_of_somebody_else_is_asked_about_unless_the_own_one_was_shown_there(string verdicts, bool isHit)
    {
        var (activity, shift, who) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var checks = verdicts.Split('|').SelectMany(proof =>
        {
            var id = Guid.CreateVersion7();
            return proof.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => Check(activity, shift, who, Enum.Parse<FaceVerdict>(v), proof: id));
        });

        Assert.Equal(isHit ? [who] : [], FaceSigns.Others(checks).SelectMany(hit => hit.VolunteerIds));
    }

    [Fact]
    public void Whoever_shows_their_face_is_offered_again_only_what_is_open_and_told_only_what_follows()
    {
        bool[] both = [false, true];
        Assert.All(from last in Enum.GetValues<FaceVerdict>() from wasSame in both from isLast in both select new FaceTries(last, wasSame || last == FaceVerdict.Same, isLast), tries =>
        {
            Assert.Equal(tries is { Last: FaceVerdict.Other, WasSame: false }, tries.Words.Contains("会请没有经手的人", StringComparison.Ordinal)); // What FaceSigns.Others brings about.
            Assert.Equal(tries is { WasSame: false, IsLast: false }, tries.Words.Contains("再来一次", StringComparison.Ordinal));
        });
    }

    private static FaceCheck Check(Guid activity, Guid shift, Guid who, FaceVerdict verdict, string device = "p1", Guid? proof = null) =>
        new() { SourceId = activity, EngagementId = shift, VolunteerId = who, ProofId = proof ?? Guid.CreateVersion7(), Device = device, Verdict = verdict, At = Ten };
}
