using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;
using Weiguang.Ledger;

namespace Weiguang.Recognition.Hours;

/// <summary>Codes of the ledger in plain words.</summary>
internal static class HoursWords
{
    /// <summary>What an entry was for, in the reader's language.</summary>
    public static string Of(IStringLocalizer L, LedgerLine line) => L[Sentence(line.Narrative), [.. line.Args]];

    /// <summary>Where the time went, by what can be known from the ledger.</summary>
    public static string Kind(string narrative) => narrative switch
    {
        Narratives.OrderService => Phrase.Of("上门服务"),
        Narratives.ActivityService => Phrase.Of("参加活动"),
        Narratives.CarriedOver => Phrase.Of("从别处转来"),
        _ => Phrase.Of("其他"),
    };

    private static string Sentence(string narrative) => narrative switch
    {
        Narratives.OrderService => Phrase.Of("上门服务：{0}"),
        Narratives.OrderReward => Phrase.Of("奖单：{0}"),
        Narratives.ActivityService => Phrase.Of("参加活动：{0}"),
        Narratives.CarriedOver => Phrase.Of("从{0}转来"),
        Narratives.Reversal => Phrase.Of("更正：{0}"),
        _ => narrative,
    };
}
