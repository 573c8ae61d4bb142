using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Photos;

/// <summary>Why a file is not kept as a picture.</summary>
public enum PhotoFault
{
    Empty,
    TooManyBytes,
    NoPicture,

    /// <summary>It begins as a picture and cannot be decoded to its end.</summary>
    Broken,
    TooSmall,
    TooManyPixels,
    SaysNothing,
    TooMany,

    /// <summary>It proves something else already, or is nearly the same as one that does.</summary>
    UsedBefore,

    /// <summary>It may be fine, but its sender has sent very many within a few minutes.</summary>
    TooSoon,
}

/// <summary>A file of a form that was not kept.</summary>
/// <param name="Name">As the sender calls it.</param>
public sealed record RefusedPhoto(string Name, PhotoFault Fault)
{
    /// <summary>See <see cref="TakenPhoto.Sent"/>; empty where the file could not be read.</summary>
    public string Sent { get; init; } = "";

    /// <summary>Which file and what to do, a source phrase with the name as its argument.</summary>
    public string Text => Fault switch
    {
        PhotoFault.Empty => Phrase.Of("“{0}”是空的，没有传上来，请重新选一次"),
        PhotoFault.TooManyBytes => Phrase.Of("“{0}”超过 8 MB，请换小一点的"),
        PhotoFault.Broken => Phrase.Of("“{0}”坏了，打不开，请重新拍一张"),
        PhotoFault.TooSmall => Phrase.Of("“{0}”太小，看不清，请换大一点的"),
        PhotoFault.TooManyPixels => Phrase.Of("“{0}”的像素太多，请在手机里缩小了再传"),
        PhotoFault.SaysNothing => Phrase.Of("“{0}”太小，或者上面几乎没有内容，不能作证明"),
        PhotoFault.TooMany => Phrase.Of("照片太多，“{0}”放不下了，请去掉几张再传"),
        PhotoFault.UsedBefore => Phrase.Of("“{0}”以前用过，或者和以前用过的几乎一样，不能再作证明，请换当时拍的别的照片"),
        PhotoFault.TooSoon => Phrase.Of("刚才传的照片太多了，“{0}”请过十分钟再传"),
        PhotoFault.NoPicture => Phrase.Of("“{0}”不是能用的照片，请用 JPG、PNG 或 WebP"),
    };
}
