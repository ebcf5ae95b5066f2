/** What a file's name says about its picture: which shot it is, whether it is an edited copy, which number it has. */
import { foldText } from '../../catalog/fold-text.ts';

export interface NameFacts {
  /** The shot's name: without extensions and without the marks that copying and editing leave. */
  readonly stem: string;
  /** The name says that this was edited. */
  readonly edited: boolean;
  /** The last number in the stem, and what stands before it; undefined where there is none. */
  readonly counter: { readonly series: string; readonly number: number } | undefined;
}

/** `IMG_1.jpg`, and `IMG_1.nef.jpg`: what a developer program makes of a RAW file's name. */
const extensions = /(\.(jpe?g|heic|heif|png|tiff?|dng|nef|cr[23]|arw|raf|rw2|orf))?\.[a-z0-9+]{2,5}$/;
/** `PXL_20230614.RAW-01.COVER`, `PXL_20230614.MP`: marks by which Pixel phones tell the files of one shot apart. */
const pixelMarks = /\.(raw-\d+(\.(mp\.)?(cover|original))?|mp(\.cover)?|cover|original)$/;
const copyMarks = /( ?\((\d{1,3}|small|copy)\)| ?-? ?(copy|kopie|copie|copia)( ?\d+| ?\(\d+\))?)$/;

/** Words by which phones, Google Photos (in its languages) and Lightroom mark what was edited, without accents. */
const editWords = [
  ...['edited', 'edit', 'enhanced', 'enhanced-nr', 'retouched', 'retouch', 'cropped', 'crop', 'hdr', 'snapseed'],
  ...['bearbeitet', 'modifie', 'modifiee', 'editado', 'editada', 'ha editado', 'modificato', 'modificata', 'bewerkt'],
  ...['redigerad', 'redigeret', 'redigert', 'edytowane', 'edytowany', 'upraveno', 'muokattu', 'szerkesztett'],
  ...['duzenlendi', 'отредактировано', 'изменено', '編集済み', '已修改', '已编辑', '수정됨'].map(foldText),
];
const editMarks = new RegExp(`([-_ .~(]+(${editWords.join('|')})\\)?([-_ ]?\\d+)?|~\\d+)$`);
/** Apple calls the edited `IMG_1234` `IMG_E1234`. */
const appleEdit = /(^|[-_ ])img_e(\d{4,5})(?!\d)/;

/** Reads a file name as cameras, phones and programs write them. */
export function readFileName(fileName: string): NameFacts {
  const folded = foldText(fileName.slice(0, 300));
  const apple = folded.replace(appleEdit, '$1img_$2');
  let stem = apple.replace(extensions, '').replace(pixelMarks, '');
  let edited = apple !== folded;
  for (let left = 4; left > 0; left -= 1) {
    const withoutEdit = stem.replace(editMarks, '');
    const shorter = withoutEdit.replace(copyMarks, '').trimEnd();
    if (shorter === '' || shorter === stem) break;
    edited ||= withoutEdit !== stem;
    stem = shorter;
  }
  return { stem, edited, counter: counterOf(stem) };
}

function counterOf(stem: string): NameFacts['counter'] {
  const found = /^(.*?)(\d{1,9})(\D*)$/.exec(stem);
  const [, before = '', digits = '', after = ''] = found ?? [];
  return found === null ? undefined : { series: `${before}#${after}`, number: Number(digits) };
}
