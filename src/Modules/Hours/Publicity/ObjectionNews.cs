using Weiguang.Hours.Domain;
using Weiguang.Messages;

namespace Weiguang.Hours.Publicity;

/// <summary>What was found about an objection.</summary>
internal enum Finding
{
    Founded,

    /// <summary>As far as people said more than was proven: that is taken back, and what was proven goes on counting.</summary>
    InPart,
    Unfounded,
}

internal static class ObjectionNews
{
    /// <summary>Whoever objected learns what was found; for whoever came to the station the one who entered it does, to pass it on.</summary>
    public static void TellDecided(this MessageBox messages, Objection objection, ServiceRecord record, Finding finding, string words) =>
        messages.Put(objection.EnteredBy ?? objection.By, Kind(finding, isEntered: objection.EnteredBy is not null), HoursLinks.Public(record.SourceId), record.PublicTitle, words);

    private static MessageKind Kind(Finding finding, bool isEntered) => finding switch
    {
        Finding.Founded => isEntered ? HoursMessages.EnteredUpheld : HoursMessages.ObjectionUpheld,
        Finding.InPart => isEntered ? HoursMessages.EnteredInPart : HoursMessages.ObjectionInPart,
        Finding.Unfounded => isEntered ? HoursMessages.EnteredRefused : HoursMessages.ObjectionRefused,
    };
}
