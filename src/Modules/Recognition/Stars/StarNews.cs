using System.Globalization;
using Weiguang.Kernel.Text;
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
        var (phrase, words) = Says(star, reason, kept);
        messages.Put(star.PersonId, phrase, Mine, words);
    }

    /// <summary>What the volunteer reads when their star has entered this state.</summary>
    public static (string Phrase, string[] Words) Says(StarCase star, string reason = "", bool kept = false) => star.State switch
    {
        StarState.Proposed => (Phrase.Of("您的服务时长够评 {0} 星级了，等待认定。"), [Level(star)]),
        StarState.Publicity => (Phrase.Of("您的 {0} 星级已经认定，公示到 {1}，没有异议就正式授予。"), [Level(star), MessageBox.Time(star.PublicUntil!.Value.AddMinutes(-1))]),
        StarState.Awarded when kept => (Phrase.Of("您的 {0} 星级复核过了，保留。"), [Level(star)]),
        StarState.Awarded => (Phrase.Of("恭喜！您现在是 {0} 星级志愿者。"), [Level(star)]),
        StarState.UnderReview => (Phrase.Of("您的时长有更正，低于 {0} 星级的要求，要复核一次；结果出来以前星级保留。"), [Level(star)]),
        StarState.Declined => (Phrase.Of("您的 {0} 星级这次没有认定：{1}"), [Level(star), reason]),
        StarState.Overturned => (Phrase.Of("对您 {0} 星级的异议成立，这次不授予：{1}"), [Level(star), reason]),
        StarState.Lapsed => (Phrase.Of("您的时长有更正，不够 {0} 星级了；等够了再评。"), [Level(star)]),
        _ => (Phrase.Of("您的 {0} 星级复核后收回了：{1}"), [Level(star), reason]),
    };

    public void Objected(Guid personId, int level) =>
        messages.Put(personId, Phrase.Of("有人对您的 {0} 星级提出异议，核实清楚以前先不授予。"), Mine, Text(level));

    public void Decided(StarCase star, StarObjection objection)
    {
        if (objection.Upheld == true)
        {
            messages.Put(objection.By, Phrase.Of("您对 {0} 星级提的异议成立，谢谢您：{1}"), "/stars", Level(star), objection.Decision);
            return;
        }

        messages.Put(objection.By, Phrase.Of("您对 {0} 星级提的异议查过了，不成立：{1}"), "/stars", Level(star), objection.Decision);
        messages.Put(star.PersonId, Phrase.Of("对您 {0} 星级的异议查过了，不成立。"), Mine, Level(star));
    }

    private static string Level(StarCase star) => Text(star.Level);

    private static string Text(int level) => level.ToString(CultureInfo.InvariantCulture);
}
