using Microsoft.AspNetCore.Http;
using Weiguang.Kernel.Photos;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Placing;

/// <summary>Takes the pictures of a form: few, small, really pictures, and without what they tell besides.</summary>
internal sealed class PhotoIntake
{
    /// <param name="before">Pictures the order has already.</param>
    /// <returns>The cleaned pictures, or a source phrase saying why one was refused.</returns>
    public async Task<(List<OrderPhoto> Photos, string? Refused)> ReadAsync(IReadOnlyList<IFormFile> files, Guid orderId, CancellationToken ct, int before = 0)
    {
        var photos = new List<OrderPhoto>();
        if (before + files.Count > OrderPhoto.Most)
        {
            return (photos, Phrase.Of("最多放 6 张照片"));
        }

        foreach (var file in files.Where(f => f.Length > 0))
        {
            if (file.Length > PhotoFile.MostBytes)
            {
                return (photos, Phrase.Of("有张照片超过 8 MB，请换小一点的"));
            }

            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            if (PhotoFile.Clean(bytes.ToArray()) is not { } clean)
            {
                return (photos, Phrase.Of("有个文件不是能用的照片，请用 JPG、PNG 或 WebP"));
            }

            photos.Add(new OrderPhoto { OrderId = orderId, Number = before + photos.Count + 1, ContentType = clean.ContentType, Bytes = clean.Bytes });
        }

        return (photos, null);
    }
}
