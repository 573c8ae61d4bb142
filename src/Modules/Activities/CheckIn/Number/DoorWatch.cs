using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Weiguang.Hours;
using Weiguang.Kernel.Security;

namespace Weiguang.Activities.CheckIn;

/// <summary>What is known of a scan before it is decided whether the number is asked for.</summary>
/// <param name="Spot">The position to the last digit, as the phone gave it; empty where it gave none.</param>
internal sealed record Scan(Guid ActivityId, Guid VolunteerId, ProofEnd End, DateTime ShownAt, DateTime At, string Device, string Network, string Spot);

/// <summary>
/// Who is asked for the number that is told at the door. A share that nobody can foresee: by a keyed hash of activity, person and end, so that trying again draws no other lot. And whoever's scan looks sent on: it is old, or phone, spot or network do not fit the door.
/// What others did is remembered by this node for some hours only; it is a hint to ask by, and what rests on it is looked at again before the posting (<c>ForwardRules</c>).
/// </summary>
internal sealed class DoorWatch(Vault vault, IMemoryCache cache, ActivitySettings settings)
{
    /// <summary>Fifteen seconds on the screen, and ten to open the page: nobody at the door needs longer.</summary>
    public const int FreshSeconds = 25;

    private const int Enough = 6;
    private const int Most = 5000;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(3);

    /// <summary>Asks, and remembers the scan.</summary>
    public bool Asks(Scan scan)
    {
        if (settings.DoorShare <= 0)
        {
            return false;
        }

        var door = DoorOf(scan.ActivityId, scan.End);
        lock (door)
        {
            var isAsked = !door.Told.Contains(scan.VolunteerId)
                && (door.Asked.Contains(scan.VolunteerId) || (scan.At - scan.ShownAt).TotalSeconds > FreshSeconds || IsDrawn(scan) || door.IsStrange(scan));
            if (isAsked)
            {
                door.Asked.Add(scan.VolunteerId);
            }

            door.Remember(scan);
            return isAsked;
        }
    }

    /// <summary>They have told the number, and are not asked again at this end.</summary>
    public void Told(Guid activityId, ProofEnd end, Guid volunteerId)
    {
        var door = DoorOf(activityId, end);
        lock (door)
        {
            door.Told.Add(volunteerId);
        }
    }

    private bool IsDrawn(Scan scan)
    {
        var key = Encoding.ASCII.GetBytes(vault.Index(Personal.Key, $"door-asked:{scan.ActivityId}:{scan.VolunteerId}:{scan.End}"));
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(key)) % (ulong)settings.DoorShare == 0;
    }

    private Door DoorOf(Guid activityId, ProofEnd end) => cache.GetOrCreate($"door-watch:{activityId}:{end}", entry =>
    {
        entry.SlidingExpiration = Remembered;
        return new Door();
    })!;

    private sealed class Door
    {
        private readonly HashSet<Guid> _seen = [];
        private readonly Dictionary<string, Guid> _owners = [];
        private readonly Dictionary<string, int> _networks = [];

        public HashSet<Guid> Asked { get; } = [];

        public HashSet<Guid> Told { get; } = [];

        /// <summary>The phone or the very spot of somebody else, or a network of one's own where nearly all others have one together.</summary>
        public bool IsStrange(Scan scan) => IsAnothers($"device {scan.Device}", scan) || (scan.Spot.Length > 0 && IsAnothers($"spot {scan.Spot}", scan))
            || (!_seen.Contains(scan.VolunteerId) && _seen.Count >= Enough && _networks.MaxBy(n => n.Value) is var most && most.Key != scan.Network && most.Value * 5 >= _seen.Count * 4);

        public void Remember(Scan scan)
        {
            if (_seen.Count < Most && _seen.Add(scan.VolunteerId))
            {
                _owners.TryAdd($"device {scan.Device}", scan.VolunteerId);
                _owners.TryAdd($"spot {scan.Spot}", scan.VolunteerId);
                _networks[scan.Network] = _networks.GetValueOrDefault(scan.Network) + 1;
            }
        }

        private bool IsAnothers(string what, Scan scan) => _owners.TryGetValue(what, out var owner) && owner != scan.VolunteerId;
    }
}
