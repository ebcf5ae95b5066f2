/** A user as Immich answers them to others. */
import type { UserResponseDto } from '@immich/sdk';
import type { UserRow } from './context.ts';
import { isoDate } from './dates.ts';
import type { Wire } from './wire.ts';

export type UserDto = Wire<UserResponseDto>;

/** A user as others see them; `writeDate` says which of the two date forms the place asks for. */
export function userDto(user: UserRow, writeDate: (milliseconds: number) => string = isoDate): UserDto {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    profileImagePath: '',
    avatarColor: user.avatarColor,
    profileChangedAt: writeDate(user.profileChangedAt),
  };
}
