using Weiguang.Hours.Domain;
using Weiguang.Messages;

namespace Weiguang.Hours.Publicity;

internal static class ObjectionNews
{
    /// <summary>Whoever objected learns what was found; for whoever came to the station the one who entered it does, to pass it on.</summary>
    public static void TellDecided(this MessageBox messages, Objection objection, ServiceRecord record, bool upheld, string words)
    {
        if (objection.EnteredBy is { } station)
        {
            messages.Put(station, upheld ? HoursMessages.EnteredUpheld : HoursMessages.EnteredRefused, HoursLinks.Public(record.SourceId), record.PublicTitle, words);
            return;
        }

        messages.Put(objection.By, upheld ? HoursMessages.ObjectionUpheld : HoursMessages.ObjectionRefused, HoursLinks.Public(record.SourceId), record.PublicTitle, words);
    }
}
