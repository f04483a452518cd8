const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether PostgreSQL takes it as an id, in the one form that we write. */
export const isUuid = (text: string): boolean => uuid.test(text);
