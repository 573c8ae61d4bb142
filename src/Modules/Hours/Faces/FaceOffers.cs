using Microsoft.AspNetCore.Http;
using Weiguang.Hours.Faces;

namespace Weiguang.Hours;

/// <summary>What may be offered to the viewer beside their own check-in.</summary>
public enum FaceOffer
{
    /// <summary>Faces are not used here, or this is not the time: nothing is said of them.</summary>
    None,

    /// <summary>They may enrol their face for another time.</summary>
    Enrol,

    /// <summary>They may add their face to what they have just shown.</summary>
    Show,
}

/// <summary>Tells pages of check-ins what they may offer about faces.</summary>
public sealed class FaceOffers
{
    private readonly FaceReader _reader;
    private readonly CheckInDevice _device;

    internal FaceOffers(FaceReader reader, CheckInDevice device) => (_reader, _device) = (reader, device);

    /// <summary>What may be offered, and at which engagement: the one that the viewer has just come to or left, on this phone.</summary>
    public async Task<(FaceOffer Offer, Guid EngagementId)> OfAsync(Guid sourceId, HttpContext http, CancellationToken ct)
    {
        var device = _device.Of(http);
        if (await _reader.FreshAsync(sourceId, device, ct) is not { } engagement)
        {
            return default;
        }

        var (door, answer) = await _reader.AtAsync(sourceId, engagement, device, ct);
        return (door is not null ? FaceOffer.Show : answer.Type == FaceReader.NotEnrolled.Type ? FaceOffer.Enrol : FaceOffer.None, engagement);
    }
}
