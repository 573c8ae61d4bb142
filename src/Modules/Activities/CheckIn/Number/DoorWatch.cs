using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Weiguang.Activities.CheckIn.Line;
using Weiguang.Hours;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.CheckIn;

/// <summary>
/// Who is asked for the number that is told at the door. A share that nobody can foresee: by a keyed hash of shift, person and end, so that trying again draws no other lot, and the next shift one of its own. And whoever's scan looks sent on: it is old, or phone, spot or network do not fit the door.
/// What others did is remembered by this node for some hours only; it is a hint to ask by, and what rests on it is looked at again before the posting (<c>ForwardRules</c>).
/// </summary>
internal sealed class DoorWatch(Vault vault, IMemoryCache cache, ActivitySettings settings)
{
    private const int Enough = 6;
    private const int Most = 5000;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(3);

    /// <summary>Asks, and remembers the scan. Who has told the number at that shift is not drawn again; a scan that looks sent on is asked about all the same.</summary>
    public bool Asks(ProofRequest scan, Guid shiftId)
    {
        if (settings.DoorShare <= 0)
        {
            return false;
        }

        var (door, who) = (DoorOf(scan.ActivityId, scan.End), (scan.VolunteerId, shiftId));
        lock (door)
        {
            var isAsked = scan.At - scan.ShownAt > Proof.Fresh || door.IsStrange(scan, shiftId) || (!door.Told.Contains(who) && (door.Asked.Contains(who) || IsDrawn(scan, shiftId)));
            if (isAsked)
            {
                door.Asked.Add(who);
                door.Told.Remove(who);
            }

            door.Remember(scan, shiftId);
            return isAsked;
        }
    }

    /// <summary>They have told the number.</summary>
    public void Told(Guid activityId, ProofEnd end, Guid volunteerId, Guid shiftId)
    {
        var door = DoorOf(activityId, end);
        lock (door)
        {
            door.Told.Add((volunteerId, shiftId));
        }
    }

    private bool IsDrawn(ProofRequest scan, Guid shiftId)
    {
        var key = Encoding.ASCII.GetBytes(vault.Index(Personal.Key, $"door-asked:{shiftId}:{scan.VolunteerId}:{SideOf(scan.End)}"));
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(key)) % (ulong)settings.DoorShare == 0;
    }

    /// <summary>Still being there is asked about as leaving is: who does not know the number then is not spared by saying that they stay.</summary>
    internal static ProofEnd SideOf(ProofEnd end) => end == ProofEnd.In ? ProofEnd.In : ProofEnd.Out;

    private Door DoorOf(Guid activityId, ProofEnd end) => cache.GetOrCreate($"door-watch:{activityId}:{SideOf(end)}", entry =>
    {
        entry.SlidingExpiration = Remembered;
        return new Door();
    })!;

    private sealed class Door
    {
        private readonly HashSet<(Guid Volunteer, Guid Shift)> _seen = [];
        private readonly HashSet<Guid> _people = [];
        private readonly Dictionary<string, Guid> _owners = [];
        private readonly Dictionary<string, int> _networks = [];

        public HashSet<(Guid Volunteer, Guid Shift)> Asked { get; } = [];

        public HashSet<(Guid Volunteer, Guid Shift)> Told { get; } = [];

        /// <summary>The phone or the very spot of somebody else, or coming to a shift from a network of one's own where nearly all others have one together.</summary>
        public bool IsStrange(ProofRequest scan, Guid shift) => IsAnothers($"device {scan.Device}", scan) || (scan.Spot.Length > 0 && IsAnothers($"spot {scan.Spot}", scan))
            || (!_seen.Contains((scan.VolunteerId, shift)) && _people.Count >= Enough && _networks.MaxBy(n => n.Value) is var most && most.Key != scan.Network && most.Value * 5 >= _people.Count * 4);

        public void Remember(ProofRequest scan, Guid shift)
        {
            if (_seen.Count >= Most || !_seen.Add((scan.VolunteerId, shift)))
            {
                return;
            }

            _owners.TryAdd($"device {scan.Device}", scan.VolunteerId);
            _owners.TryAdd($"spot {scan.Spot}", scan.VolunteerId);
            if (_people.Add(scan.VolunteerId))
            {
                _networks[scan.Network] = _networks.GetValueOrDefault(scan.Network) + 1;
            }
        }

        private bool IsAnothers(string what, ProofRequest scan) => _owners.TryGetValue(what, out var owner) && owner != scan.VolunteerId;
    }
}
