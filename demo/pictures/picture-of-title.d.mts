/** How a product is drawn, by names of drawings; `motif` is null without one, `copies` is 1 to 3. */
export interface PictureOfTitle {
  thing: string;
  motif: string | null;
  tint: string;
  pattern: string;
  copies: number;
}

export function pictureOfTitle(title: string, itemId: string): PictureOfTitle;
