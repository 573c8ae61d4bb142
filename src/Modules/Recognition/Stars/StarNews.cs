using System.Globalization;
using Weiguang.Kernel.Time;
using Weiguang.Messages;
using Weiguang.Recognition.Domain;

namespace Weiguang.Recognition.Stars;

/// <summary>Writes a step into the star's story and tells the volunteer, in the caller's transaction.</summary>
internal sealed class StarNews(AppDbContext db, MessageBox messages, TimeProvider clock)
{
    public const string Mine = "/me/hours";

    /// <param name="by">Who decided; <see cref="Guid.Empty"/> for the clock.</param>
    public void Entered(StarCase star, Guid by, string reason = "", bool kept = false)
    {
        db.Add(StarEvent.Of(star, by, reason, clock.Now()));
        var (kind, words) = Says(star, reason, kept);
        messages.Put(star.PersonId, kind, Mine, words);
    }

    /// <summary>What the volunteer reads when their star has entered this state.</summary>
    public static (MessageKind Kind, string[] Words) Says(StarCase star, string reason = "", bool kept = false) => star.State switch
    {
        StarState.Proposed => (StarMessages.Proposed, [Level(star)]),
        StarState.Publicity => (StarMessages.Shown, [Level(star), MessageBox.Time(star.PublicUntil!.Value.AddMinutes(-1))]),
        StarState.Awarded when kept => (StarMessages.Kept, [Level(star)]),
        StarState.Awarded => (StarMessages.Awarded, [Level(star)]),
        StarState.UnderReview => (StarMessages.UnderReview, [Level(star)]),
        StarState.Declined => (StarMessages.Declined, [Level(star), reason]),
        StarState.Overturned => (StarMessages.Overturned, [Level(star), reason]),
        StarState.Lapsed => (StarMessages.Lapsed, [Level(star)]),
        StarState.Withdrawn => (StarMessages.Withdrawn, [Level(star), reason]),
    };

    public void Objected(Guid personId, int level) =>
        messages.Put(personId, StarMessages.ObjectionRaised, Mine, Text(level));

    public void Decided(StarCase star, StarObjection objection)
    {
        if (objection.Upheld == true)
        {
            messages.Put(objection.By, StarMessages.ObjectionUpheld, "/stars", Level(star), objection.Decision);
            return;
        }

        messages.Put(objection.By, StarMessages.ObjectionRefused, "/stars", Level(star), objection.Decision);
        messages.Put(star.PersonId, StarMessages.ObjectionUnfounded, Mine, Level(star));
    }

    private static string Level(StarCase star) => Text(star.Level);

    private static string Text(int level) => level.ToString(CultureInfo.InvariantCulture);
}
