using FsCheck;
using FsCheck.Fluent;
using Weiguang.Hours;
using Weiguang.Hours.Proving;
using Weiguang.Ledger;

namespace Weiguang.Tests.Hours.Evidence;

/// <summary>Evidence counts who stands behind it, whatever is shown and however often.</summary>
public class EvidenceRuleTests
{
    private const ProofKinds All = ProofKinds.RotatingCode | ProofKinds.Card | ProofKinds.Position | ProofKinds.Word | ProofKinds.Code | ProofKinds.Number | ProofKinds.Scan;

    private static readonly Principals[] Inside = [Principals.Own, Principals.Body, Principals.Resident];

    [Theory]
    [InlineData(ProofKinds.RotatingCode | ProofKinds.Position, ProofKinds.Card | ProofKinds.Position, EvidenceGrade.A)]
    [InlineData(ProofKinds.RotatingCode | ProofKinds.Position, ProofKinds.Card, EvidenceGrade.B)]
    [InlineData(ProofKinds.RotatingCode, ProofKinds.RotatingCode, EvidenceGrade.B)]
    [InlineData(ProofKinds.Position | ProofKinds.Word, ProofKinds.Position | ProofKinds.Number, EvidenceGrade.B)] // Their phone, and somebody who saw them.
    [InlineData(ProofKinds.Position | ProofKinds.Code, ProofKinds.Position | ProofKinds.Code, EvidenceGrade.A)]
    [InlineData(ProofKinds.Code, ProofKinds.Code, EvidenceGrade.B)]
    [InlineData(ProofKinds.Position, ProofKinds.Position, EvidenceGrade.C)] // Their own phone alone.
    [InlineData(ProofKinds.RotatingCode | ProofKinds.Position, ProofKinds.Word, EvidenceGrade.C)]
    [InlineData(ProofKinds.Scan | ProofKinds.Position, ProofKinds.RotatingCode | ProofKinds.Position, EvidenceGrade.C)] // The code was read, nobody knows where: their own phone alone.
    [InlineData(ProofKinds.Scan | ProofKinds.Word, ProofKinds.Scan | ProofKinds.Word, EvidenceGrade.B)] // And somebody at the door saw them.
    [InlineData(ProofKinds.Scan | ProofKinds.RotatingCode, ProofKinds.RotatingCode, EvidenceGrade.B)] // One scan, and the number told: no two proofs.
    [InlineData(ProofKinds.Number, ProofKinds.Number, EvidenceGrade.C)] // A number typed is a word.
    [InlineData(ProofKinds.Number | ProofKinds.Word, ProofKinds.Number | ProofKinds.Word, EvidenceGrade.C)] // Twice the same mouth.
    [InlineData(ProofKinds.None, ProofKinds.None, EvidenceGrade.C)]
    public void The_weaker_end_counts(ProofKinds atIn, ProofKinds atOut, EvidenceGrade grade) => Assert.Equal(grade, EvidenceRules.Of(atIn, atOut, isOfBody: false));

    [Fact]
    public void Better_than_C_takes_two_principals_and_a_strong_proof_at_both_ends() => Check((atIn, atOut) =>
        EvidenceRules.Of(atIn, atOut, isOfBody: false) == EvidenceGrade.C || new[] { atIn, atOut }.All(end =>
            EvidenceRules.Count(EvidenceRules.Behind(end, isOfBody: false)) >= 2 && (end & ~(ProofKinds.Word | ProofKinds.Number)) != ProofKinds.None));

    [Fact]
    public void Whoever_runs_it_proves_no_more_than_C_and_their_phone_is_no_witness() => Check((atIn, atOut) =>
        EvidenceRules.Of(atIn, atOut, isOfBody: true) == EvidenceGrade.C && !EvidenceRules.Behind(atIn, isOfBody: true).HasFlag(Principals.Own));

    [Fact]
    public void More_that_is_shown_never_counts_less_and_words_never_lift_it_above_B() => Check((some, more) =>
        EvidenceRules.Of(some | more, isOfBody: false) <= EvidenceRules.Of(some, isOfBody: false)
        && (EvidenceRules.Of(some | ProofKinds.Word | ProofKinds.Number, isOfBody: false) >= EvidenceGrade.B || EvidenceRules.Of(some | ProofKinds.Word, isOfBody: false) == EvidenceGrade.A));

    [Fact]
    public void The_last_proof_is_never_as_good_as_a_check_out() => Check((atIn, last) =>
        EvidenceRules.OfLastSeen(atIn, last, isOfBody: false) > EvidenceRules.Of(atIn, last, isOfBody: false) || EvidenceRules.OfLastSeen(atIn, last, isOfBody: false) == EvidenceGrade.C);

    /// <summary>Whoever says it, one after the other as long as somebody is wanted: in the end two stand behind each end, and nobody was asked who stood behind all of it already.</summary>
    [Fact]
    public void A_record_is_complete_when_two_stand_behind_each_end_and_nobody_says_twice_what_they_said() => Check((atIn, atOut) => Enumerable.Range(0, 6).All(order =>
    {
        var backing = Backing.Of(atIn, atOut, isOfBody: false);
        for (var round = 0; !backing.IsComplete; round++)
        {
            var next = Inside.Where(p => backing.Wanted.HasFlag(p)).OrderBy(p => ((int)p * (order + 3)) % 7).First();
            var adds = new[] { backing.In, backing.Out }.Any(end => EvidenceRules.Count(end | backing.Said) < 2 && !end.HasFlag(next));
            if (round == 2 || backing.Said.HasFlag(next) || (!adds && EvidenceRules.Count(backing.In) < 2))
            {
                return false;
            }

            backing = backing.With(next);
        }

        return backing.Wanted == Principals.None && backing.Said != Principals.None
            && EvidenceRules.Count(backing.In | backing.Said) >= 2 && EvidenceRules.Count(backing.Out | backing.Said) >= 2;
    }));

    [Fact]
    public void What_rests_on_one_principal_is_never_completed_by_it() => Check((atIn, atOut) => Inside.All(alone =>
        (EvidenceRules.Behind(atIn, isOfBody: false) != alone && EvidenceRules.Behind(atOut, isOfBody: false) != alone) || !Backing.Of(atIn, atOut, isOfBody: false).With(alone).IsComplete));

    [Fact]
    public void Those_who_run_it_and_those_who_were_missed_need_somebody_from_outside() => Check((atIn, atOut) =>
    {
        var (body, late) = (Backing.Of(atIn, atOut, isOfBody: true), Backing.Of(atIn, atOut, isOfBody: false, isLate: true));
        return body.Wanted == Principals.Outside && Inside.All(p => !body.With(p).IsComplete) && body.With(Principals.Outside).IsComplete
            && !late.With(Principals.Outside).IsComplete && !late.With(Principals.Own | Principals.Body | Principals.Resident).IsComplete && late.With(Principals.Own).With(Principals.Outside).IsComplete;
    });

    [Fact]
    public void Of_whom_nothing_else_is_known_the_own_word_and_one_from_outside_or_that_of_the_served_are_needed()
    {
        var unseen = Backing.Of(ProofKinds.Word, ProofKinds.Number, isOfBody: false, isUnseen: true);

        Assert.Equal(Principals.Own | Principals.Outside | Principals.Resident, unseen.Wanted);
        Assert.False(unseen.With(Principals.Own).IsComplete || unseen.With(Principals.Own).With(Principals.Body).IsComplete || unseen.With(Principals.Outside).IsComplete);
        Assert.True(unseen.With(Principals.Own).With(Principals.Outside).IsComplete && unseen.With(Principals.Resident).IsComplete);
    }

    private static void Check(Func<ProofKinds, ProofKinds, bool> holds) =>
        Prop.ForAll(Gen.Choose(0, (int)All).Select(kinds => (ProofKinds)kinds).Two().ToArbitrary(), pair => holds(pair.Item1, pair.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
