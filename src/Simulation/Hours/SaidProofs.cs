using System.Security.Cryptography;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Said;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Time;
using Weiguang.Regions;
using Weiguang.Simulation.Activities;

namespace Weiguang.Simulation.Hours;

/// <summary>What minutes need that people say and nothing measured: pictures that have served nowhere, room in the month's quota, and publicity.</summary>
internal sealed class SaidProofs(WorkCalendar workdays, Calendar calendar, Chance chance)
{
    private readonly Dictionary<(Guid Team, int Month), BackfillUse> _quota = [];
    private readonly List<long> _prints = [];
    private int _pictures;

    private DateTime Now => calendar.Now;

    /// <summary>Rows that belong to no activity.</summary>
    public List<object> Rows { get; } = [];

    public DateTime PublicUntil => workdays.After(DateOnly.FromDateTime(Now.ToShanghai()), BackfillRule.National.PublicityDays).EndInShanghai();

    /// <summary>A picture drawn anew until it looks like none before.</summary>
    /// <param name="broughtTo">See <see cref="UsedPicture.HolderId"/>.</param>
    /// <param name="saidId">See <see cref="UsedPicture.SaidId"/>.</param>
    public (byte[] Bytes, DateTime? Taken) Picture(Gathering gathering, Guid broughtTo, Guid saidId)
    {
        while (true)
        {
            var bytes = PhotoDrawing.Take(chance.Branch($"picture{_pictures++}"));
            var signs = PhotoSigns.Of(bytes)!;
            if (!_prints.Exists(known => PhotoSigns.Differ(known, signs.Print) <= SaidPictures.NearBits))
            {
                _prints.Add(signs.Print);
                Rows.Add(new UsedPicture { Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)), SourceId = gathering.Activity.Id, HolderId = broughtTo, SaidId = saidId, At = Now });
                Rows.AddRange(SaidPictures.HoldersOf(gathering.Activity.TeamId, gathering.Activity.DivisionCode, gathering.Activity.LeadId).SelectMany(holder => PictureSign.Of(holder, signs.Print, broughtTo, saidId, Now)));
                return (bytes, signs.TakenAt);
            }
        }
    }

    /// <summary>False when the month has no room for them: what every team may enter at least.</summary>
    public bool Take(Gathering gathering, int minutes)
    {
        var day = Now.ToShanghai();
        var key = (gathering.Activity.TeamId ?? BackfillQuota.HolderOf(gathering.Activity.DivisionCode), (day.Year * 100) + day.Month);
        if (!_quota.TryGetValue(key, out var use))
        {
            Rows.Add(_quota[key] = use = new() { TeamId = key.Item1, Month = key.Item2 });
        }

        if (use.Minutes + minutes > BackfillRule.National.LeastMinutes)
        {
            return false;
        }

        use.Minutes += minutes;
        return true;
    }

    /// <summary>A picture behind what is said of a record.</summary>
    /// <param name="saidId">The correction, or the record itself.</param>
    public void Show(Gathering gathering, ServiceRecord record, Guid saidId)
    {
        var (bytes, taken) = Picture(gathering, record.Id, saidId);
        gathering.Papers.Add(new RecordPhoto { SourceId = record.SourceId, RecordId = record.Id, Number = 1, SaidId = saidId, ContentType = "image/png", Bytes = bytes, TakenAt = taken });
    }
}
